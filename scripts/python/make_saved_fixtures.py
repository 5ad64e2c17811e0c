"""Makes tiny networks that were saved in unusual ways, with evidence from PyTorch's autograd for the same network in
evaluation mode and float32.

Usage: make_saved_fixtures.py OUTPUT_FOLDER (src/test/resources/networks/saved)
"""

import copy
import json
import sys
import warnings
import zipfile
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from make_network_fixtures import CLASSES, normalised, rounded
from reference import evidence, wave

SHAPE = (2, 3, 4, 4)


class Body(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, padding=1)
        self.bn = nn.BatchNorm2d(4)
        self.drop = nn.Dropout(0.5)

    def forward(self, x):
        return self.drop(torch.relu(self.bn(self.conv(x))))


class Plain(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = Body()
        self.last = nn.Conv2d(4, 4, 1)
        self.fc = nn.Linear(4, CLASSES)

    def forward(self, x):
        return self.fc(self.last(self.body(x)).mean([2, 3]))


class FunctionalDropout(Plain):
    """Drops out in evaluation mode too, by default or on purpose."""

    def __init__(self):
        super().__init__()
        self.p = 0.5

    def forward(self, x):
        y = F.dropout2d(F.dropout(self.body(x), self.p), self.p)
        y = F.alpha_dropout(self.last(y), self.p, training=True)
        return self.fc(y.mean([2, 3]))


class OtherFlags(Plain):
    def __init__(self):
        super().__init__()
        self.leaky = nn.RReLU()
        self.norm = nn.InstanceNorm2d(4, track_running_stats=True)

    def forward(self, x):
        y = self.norm(self.leaky(self.body(x)))
        tokens = y.flatten(2)
        p = 0.25 if self.training else 0.0
        tokens = F.scaled_dot_product_attention(tokens, tokens, tokens, dropout_p=p)
        return self.fc(self.last(tokens.reshape(y.shape)).mean([2, 3]))


class Depth(Plain):
    """Leaves out a branch at random while it is trained, as timm and torchvision do."""

    def forward(self, x):
        y = self.body(x)
        branch = self.last(y)
        if self.training:
            branch = branch * branch.new_empty((x.shape[0], 1, 1, 1)).bernoulli_(0.25).div_(0.25)
        return self.fc((y + branch).mean([2, 3]))


class Interpolating(Plain):
    """The function holds operators of all its modes, also those that an older libtorch does not have."""

    def __init__(self):
        super().__init__()
        self.mode = "bilinear"

    def forward(self, x):
        y = F.interpolate(self.body(x), scale_factor=2.0)
        y = F.interpolate(self.last(y), size=[5, 5], mode=self.mode, align_corners=False)
        return self.fc(y.mean([2, 3]))


@torch.jit.script
def mish(x):
    return x * torch.tanh(F.softplus(x))


class Function(Plain):
    """Calls a function, which is saved after the network's class."""

    def forward(self, x):
        return self.fc(self.last(mish(self.body(x))).mean([2, 3]))


class Device(Plain):
    def forward(self, x):
        y = self.body(x) + torch.arange(x.shape[3], device=x.device)
        return self.fc(self.last(y.to(x.device)).mean([2, 3]) + torch.ones(1, device=x.device))


class Raising(Plain):
    def forward(self, x, pool: str = "avg"):
        y = self.last(self.body(x))
        if pool == "avg":
            z = y.mean([2, 3])
        else:
            raise ValueError("Unknown pooling")
        return self.fc(z)


class NoGradient(Plain):
    def forward(self, x):
        with torch.no_grad():
            y = self.body(x)
        return self.fc(self.last(y).mean([2, 3]))


class Autocast(Plain):
    def forward(self, x):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            y = self.fc(self.last(self.body(x)).mean([2, 3]))
        return y.float()


class Whole(Plain):
    """Has a parameter that is a whole number."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(3), requires_grad=False)

    def forward(self, x):
        return super().forward(x) * self.scale


class Normed(Plain):
    """A normalisation over places that gives its bias alone, so that biases account for the whole logit."""

    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm([4, 4])
        nn.init.zeros_(self.norm.weight)
        nn.init.uniform_(self.norm.bias)

    def forward(self, x):
        return self.fc(self.last(self.norm(self.body(x))).mean([2, 3]))


class Mixed(Plain):
    def forward(self, x):
        return self.fc(self.last(self.body(x.half()).float()).mean([2, 3]))


class Quantised(nn.Module):
    """An eager int8 network with a skip connection: quantised values cross the cuts."""

    def __init__(self):
        super().__init__()
        self.quant = torch.ao.quantization.QuantStub()
        self.body = nn.Conv2d(3, 4, 3, padding=1)
        self.last = nn.Conv2d(4, 4, 1)
        self.sum = torch.ao.nn.quantized.FloatFunctional()
        self.fc = nn.Linear(4, CLASSES)
        self.dequant = torch.ao.quantization.DeQuantStub()

    def forward(self, x):
        y = self.body(self.quant(x))
        y = self.sum.add(self.last(y), y)
        return self.dequant(self.fc(y.mean([2, 3])))


def quantised(images):
    network = Quantised().eval()
    network.qconfig = torch.ao.quantization.get_default_qconfig("fbgemm")
    prepared = torch.ao.quantization.prepare(network)
    prepared(images)
    return torch.ao.quantization.convert(prepared)


def repacked(path, replaced=()):
    """Drops the entries that map the text to Python, and compresses the rest."""
    with zipfile.ZipFile(path) as saved:
        entries = {name: saved.read(name) for name in saved.namelist() if not name.endswith(".debug_pkl")}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in entries.items():
            if name.endswith(".py"):
                for old, new in replaced:
                    content = content.replace(old, new)
            out.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def write(folder, name, network, example=None, reference=None, replaced=(), script=False, prefix=""):
    """Saves a network, and the evidence of the reference at two layers."""
    images = wave(SHAPE)
    example = images if example is None else example
    file = folder / f"{name}.pt"
    if script:
        torch.jit.script(network).save(str(file))
    else:
        torch.jit.trace(network, example, check_trace=False).save(str(file))
    repacked(file, replaced)
    reference = copy.deepcopy(network).float().eval() if reference is None else reference.eval()
    fixture = {"shape": SHAPE, "layers": {}}
    for layer in ("body", "last"):
        logits, activation, gradient = evidence(reference, images, layer)
        fixture["logits"] = rounded(logits)
        fixture["layers"][prefix + layer] = {
            "shape": list(activation.shape),
            "activation": rounded(activation),
            "gradient": rounded(gradient),
        }
    (folder / f"{name}.json").write_text(json.dumps(fixture) + "\n")


def write_quantised(folder, name, network, script=False):
    """As write, without gradients, which such networks do not have."""
    images = wave(SHAPE)
    file = folder / f"{name}.pt"
    (torch.jit.script(network) if script else torch.jit.trace(network, images, check_trace=False)).save(str(file))
    repacked(file)
    outputs = {}
    for layer in ("body", "last"):
        keep = lambda _m, _i, output, layer=layer: outputs.__setitem__(layer, output.dequantize().detach())
        getattr(network, layer).register_forward_hook(keep)
    fixture = {"shape": SHAPE, "logits": rounded(network(images).detach()), "layers": {}}
    for layer, output in outputs.items():
        fixture["layers"][layer] = {"shape": list(output.shape), "activation": rounded(output), "gradient": []}
    (folder / f"{name}.json").write_text(json.dumps(fixture) + "\n")


def without_dropout(network):
    other = copy.deepcopy(network)
    other.p = 0.0
    return other


def plain(network):
    """The same weights in a network without the unusual."""
    other = Plain()
    other.load_state_dict({k: v.float() for k, v in network.state_dict().items() if k in other.state_dict()})
    return other


def main():
    warnings.filterwarnings("ignore")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(5)
    images = wave(SHAPE)
    write(folder, "training-traced", normalised(Plain()).train())
    dropping = normalised(FunctionalDropout())
    write(folder, "dropout-traced", dropping, reference=without_dropout(dropping))
    write(folder, "dropout-scripted", dropping, reference=without_dropout(dropping), script=True)
    write(folder, "flags-traced", normalised(OtherFlags()).train())
    write(folder, "depth-traced", normalised(Depth()).train())
    write(folder, "interpolate-scripted", normalised(Interpolating()), script=True)
    write(folder, "function-traced", normalised(Function()))
    write(folder, "device-traced", normalised(Device()), replaced=[(b'"cpu"', b'"cuda:0"')])
    write(folder, "device-scripted", normalised(Device()), script=True)
    write(folder, "raise-scripted", normalised(Raising()), script=True)
    network = normalised(Plain())
    write(folder, "parallel-traced", nn.DataParallel(network), reference=network, prefix="module.")
    nograd = normalised(NoGradient())
    write(folder, "nograd-scripted", nograd, reference=plain(nograd), script=True)
    autocast = normalised(Autocast())
    write(folder, "autocast-scripted", autocast, reference=plain(autocast), script=True)
    write(folder, "autocast-traced", autocast, reference=plain(autocast))
    write(folder, "whole-traced", normalised(Whole()))
    write(folder, "half-traced", normalised(Plain()).half(), example=images.half())
    write(folder, "half-scripted", normalised(Plain()).half(), script=True)
    write(folder, "bfloat-traced", normalised(Plain()).bfloat16(), example=images.bfloat16())
    write(folder, "double-traced", normalised(Plain()).double(), example=images.double())
    write(folder, "layernorm-traced", normalised(Normed()))
    mixed = normalised(Mixed())
    mixed.body.half()
    # With other weights a value may lie between two whole numbers, which versions of PyTorch round differently.
    torch.manual_seed(11)
    write_quantised(folder, "int8-traced", quantised(images))
    write_quantised(folder, "int8-scripted", quantised(images), script=True)
    dynamic = torch.ao.quantization.quantize_dynamic(normalised(Plain()), {nn.Linear}, dtype=torch.qint8)
    write_quantised(folder, "dynamic-traced", dynamic)
    write(folder, "mixed-traced", mixed, reference=plain(mixed))


if __name__ == "__main__":
    main()
