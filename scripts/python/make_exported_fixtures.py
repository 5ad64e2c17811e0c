"""Makes tiny exported programs, with evidence from PyTorch's autograd for the same networks in evaluation mode and float32.

Usage: make_exported_fixtures.py OUTPUT_FOLDER (src/test/resources/networks/exported)

Each NAME.pt2 has a NAME.json: what is special (about), the shape and the type of the images, which are sin(0.37 i) over the flat
index, as bytes 128 + 100 sin(0.37 i); the logits, and the activation and the gradient of the predicted logits at some layers. A
layer with @1 is the second call of a module. NAME-2.7.pt2 and NAME-2.8.pt2 hold the same program in an older layout.
"""

import copy
import dataclasses
import json
import sys
import warnings
from pathlib import Path

import torch
from torch import nn
from torch.export.pt2_archive._package import package_pt2

import exported_networks as networks
from exported_file import save, save_as_2_7, save_as_2_8
from make_network_fixtures import Residual, normalised, rounded
from make_saved_fixtures import Autocast, NoGradient, Plain, plain
from reference import module_at, wave

PLAIN = ["body", "last"]
BATCH, SIZE = torch.export.Dim("batch", min=1, max=64), torch.export.Dim.DYNAMIC


@dataclasses.dataclass
class Fixture:
    """One file. shape: of the images, and of the example unless that is given. scores: takes the logits out of the output.
    reference: gives the network in evaluation mode and float32. program: changes the exported program. traces: keeps the
    lines of Python that made each node. old: also in the older layouts."""

    about: str
    network: nn.Module
    layers: list = dataclasses.field(default_factory=lambda: PLAIN)
    shape: tuple = (1, 3, 4, 4)
    example: tuple = None
    dynamic: tuple = None
    strict: bool = False
    kind: torch.dtype = torch.float32
    keyword: str = ""
    more: tuple = ()
    scores: object = lambda output: output
    reference: object = lambda network: copy.deepcopy(network).float().eval()
    program: object = lambda program: program
    traces: bool = False
    old: bool = False


def evaluated(network):
    """The same weights in a network without the unusual."""
    return plain(network).eval()


def dimensions(*axes):
    return [{axis: BATCH if axis == 0 else SIZE for axis in axes}]


def inputs(fixture, shape):
    images = wave(shape)
    return (128 + 100 * images).round().to(torch.uint8) if fixture.kind == torch.uint8 else images.to(fixture.kind)


def output(network, fixture, images):
    """What the network returns for the images."""
    return network(**{fixture.keyword: images}) if fixture.keyword else network(images, *fixture.more)


def exported(fixture):
    example = inputs(fixture, fixture.example or fixture.shape)
    named = {fixture.keyword: example} if fixture.keyword else {}
    arguments = () if fixture.keyword else (example, *fixture.more)
    program = torch.export.export(
        fixture.network, arguments, named, dynamic_shapes=fixture.dynamic, strict=fixture.strict)
    return fixture.program(program)


def evidence(fixture, images, layer):
    """Logits, the output of a call of a module, and the gradient of the predicted logits with respect to it."""
    network = fixture.reference(fixture.network)
    path, _, call = layer.partition("@")
    calls, kept = [], {}

    def keep(_module, _inputs, result):
        calls.append(path)
        if len(calls) - 1 != int(call or 0):
            return result
        first = result[0] if isinstance(result, tuple) else result
        kept["leaf"] = first.detach().clone().requires_grad_(True)
        changed = kept["leaf"].clone()  # The next module may work in place.
        return (changed, *result[1:]) if isinstance(result, tuple) else changed

    hook = module_at(network, path).register_forward_hook(keep)
    logits = fixture.scores(output(network, fixture, images))
    hook.remove()
    score = logits.gather(1, logits.argmax(1, keepdim=True)).sum()
    return logits.detach(), kept["leaf"].detach(), torch.autograd.grad(score, kept["leaf"])[0]


def numbers(fixture):
    """The content of NAME.json."""
    images = inputs(fixture, fixture.shape) if fixture.kind == torch.uint8 else wave(fixture.shape)
    network = fixture.reference(fixture.network)
    logits = fixture.scores(output(network, fixture, images)).detach()
    layers = {}
    for layer in fixture.layers:
        _, activation, gradient = evidence(fixture, images, layer)
        layers[layer] = {
            "shape": list(activation.shape),
            "activation": rounded(activation),
            "gradient": rounded(gradient),
        }
    kind = "uint8" if fixture.kind == torch.uint8 else "float32"
    return {"about": fixture.about, "shape": fixture.shape, "type": kind, "logits": rounded(logits), "layers": layers}


def write(folder, name, fixture):
    program = exported(fixture)
    save(folder / f"{name}.pt2", lambda path: torch.export.save(program, path), fixture.traces)
    if fixture.old:
        save_as_2_7(folder / f"{name}-2.7.pt2", program)
        save_as_2_8(folder / f"{name}-2.8.pt2", program)
    (folder / f"{name}.json").write_text(json.dumps(numbers(fixture)) + "\n")


def write_several(folder):
    """Two programs of one file, of which the second has the numbers."""
    first, second = (Fixture("two programs in one file, first and second", normalised(Plain())) for _ in range(2))
    programs = {"first": exported(first), "second": exported(second)}
    save(folder / "several.pt2", lambda path: package_pt2(path, exported_programs=programs))
    (folder / "several.json").write_text(json.dumps(numbers(second)) + "\n")


def ways_of_saving():
    """Ordinary networks, exported in many ways."""
    made = lambda network: normalised(network())
    return {
        "plain": Fixture("with the lines of Python that made each node", made(Plain), ["body.conv", "body", "last"], traces=True, old=True),
        "batch4": Fixture("a batch of four", made(Plain), shape=(4, 3, 4, 4)),
        "mixing": Fixture("a batch of four, whose images are mixed", made(networks.Mixing), shape=(4, 3, 4, 4)),
        "dynamic-batch": Fixture("any batch to 64", made(Plain), shape=(2, 3, 4, 4), example=(3, 3, 4, 4), dynamic=dimensions(0)),
        "dynamic-size": Fixture(
            "any batch and size", made(networks.Shuffled), shape=(2, 3, 4, 4), example=(3, 3, 6, 5), dynamic=dimensions(0, 2, 3),
            old=True),
        "strict": Fixture(
            "exported with strict=True, the default before 2.8, whose nodes name their modules by addresses in memory",
            made(networks.BlockTwice), ["block", "block@1", "block.0", "block.0@1", "last"], strict=True, old=True),
        "training": Fixture("exported in training mode", made(Plain).train(), shape=(2, 3, 4, 4)),
        "half": Fixture("float16", made(Plain).half(), kind=torch.float16),
        "bfloat16": Fixture("bfloat16", made(Plain).bfloat16(), kind=torch.bfloat16),
        "double": Fixture("float64", made(Plain).double(), kind=torch.float64),
        "decomposed": Fixture(
            "core operators", made(Plain), ["body.conv", "body", "last"], program=lambda p: p.run_decompositions()),
        "decomposed-training": Fixture(
            "training mode as core operators, which return new statistics", made(Plain).train(), shape=(2, 3, 4, 4),
            program=lambda p: p.run_decompositions()),
        "decomposed-attention": Fixture(
            "attention as core operators", made(networks.Attentive), ["patch", "attention"], (1, 3, 8, 8),
            program=lambda p: p.run_decompositions()),
        "strided": Fixture("weights that are not contiguous, and tied ones", normalised(networks.Strided()).arranged()),
        "one-storage": Fixture("weights that are views of one tensor", made(networks.OneStorage).arranged(), old=True),
    }


def inputs_and_outputs():
    """Networks with other inputs and outputs than images and logits."""
    made = lambda network: normalised(network())
    logits = lambda result: result["logits"]
    return {
        "dictionary": Fixture("returns a dictionary", made(networks.Dictionary), scores=logits),
        "auxiliary": Fixture("returns a tuple of two heads", made(networks.WithAuxiliary), scores=lambda result: result[0]),
        "nested": Fixture(
            "returns containers in containers", made(networks.Nested), scores=lambda result: result["heads"][1]["logits"]),
        "named": Fixture("returns an object with named tensors", made(networks.Named), scores=lambda result: result.logits),
        "bytes": Fixture("takes bytes, and holds constants", made(networks.Bytes), kind=torch.uint8, old=True),
        "grey": Fixture("one channel", made(networks.Grey), shape=(1, 1, 4, 4)),
        "sigmoid": Fixture("returns probabilities", made(networks.Sigmoid)),
        "keyword": Fixture("takes its input by name only", made(networks.KeywordOnly), keyword="pixel_values"),
        "two-inputs": Fixture(
            "takes a second tensor, of zeros", made(networks.TwoInputs), more=(torch.zeros(1, 3, 1, 1),)),
    }


def modules_and_operators():
    """Networks with other modules and operators."""
    made = lambda network: normalised(network())
    return {
        "twice": Fixture("a ReLU called twice", made(networks.Twice), ["relu", "relu@1", "conv2"]),
        "block-twice": Fixture(
            "a module with modules called twice", made(networks.BlockTwice),
            ["block", "block@1", "block.0", "block.0@1", "block.2@1"]),
        "two-names": Fixture("a module under two names, called by both", made(networks.TwoNames), ["body", "last"]),
        "sequential": Fixture("modules with numbers as names", normalised(networks.sequential()), ["0", "1", "2", "2.conv"]),
        "functional": Fixture("no modules", made(networks.Functional), []),
        "encoder": Fixture(
            "a layer of a transformer", made(networks.Encoder), ["patch", "encoder", "encoder.linear2"], (1, 3, 8, 8)),
        "attention": Fixture(
            "a module that returns two tensors", made(networks.Attentive), ["patch", "attention"], (1, 3, 8, 8)),
        "windows": Fixture(
            "attention in shifted windows, with buffers of whole numbers", made(networks.Shifted),
            ["patch", "windows", "norm2"], (1, 3, 8, 8)),
        "in-place": Fixture(
            "ReLU and addition in place", made(Residual), ["stem", "layer1.0", "layer1.1.conv2"], (1, 3, 8, 8)),
        "no-gradient": Fixture("a block of no_grad", made(NoGradient), reference=evaluated),
        "autocast": Fixture("a block of autocast", made(Autocast), reference=evaluated),
        "choosing": Fixture("torch.cond", made(networks.Choosing)),
        "interpolated": Fixture(
            "interpolation by factors, with a size that changes", made(networks.Interpolated), shape=(1, 3, 4, 4),
            example=(1, 3, 6, 8), dynamic=dimensions(2, 3)),
        "normalised": Fixture("normalisations, and a lambda", made(networks.Normalised), ["body", "groups", "places"]),
        "convolutions": Fixture("kinds of convolutions", made(networks.Convolutions), ["grouped", "up", "line"]),
        "unsaved": Fixture("a buffer outside of the state", made(networks.Unsaved)),
        "conversions": Fixture("conversions of types", made(networks.Conversions)),
        "made": Fixture("tensors made on the device of the input", made(networks.Made)),
        "placed": Fixture("writes into parts of a tensor", made(networks.Placed)),
        "einsum": Fixture("einsum", made(networks.Einsum)),
        "masked": Fixture("attention with masks", made(networks.Masked)),
        "recurrent": Fixture("an LSTM over patches", made(networks.Recurrent), ["patch", "lstm"], (1, 3, 8, 8)),
        "scattered": Fixture("topk, scatter, pad and fold", made(networks.Scattered)),
    }


def main():
    warnings.filterwarnings("ignore")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, group in enumerate((ways_of_saving, inputs_and_outputs, modules_and_operators)):
        torch.manual_seed(number)
        for name, fixture in group().items():
            write(folder, name, fixture)
    write_several(folder)


if __name__ == "__main__":
    main()
