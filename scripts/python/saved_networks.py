"""Saves networks in many ways, each with what PyTorch computes for it in evaluation mode and float32.

Usage: saved_networks.py --list
       saved_networks.py OUTPUT_FOLDER NAME...
One function makes one case, or those of one family. Weights are random. A case that the Python at hand cannot save is
written as skipped, with the reason.
"""

import copy
import json
import shutil
import sys
import typing
import warnings
import zipfile
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

import exported_cases
from families import NESTED, Shifted, last_convolution, network, settle, timm_network
from saved_case import Case, Unsaveable, as_they_are, channels_last, noise, tokens, write, write_skipped

CLASSES = 5
CASES = {}
LIBRARIES = []  # They live as long as the process.


def case(function):
    CASES[function.__name__] = function
    return function


class Small(nn.Module):
    """Features of 16 x 16 places for images of 32 x 32, and class scores."""

    def __init__(self, channels=3, classes=CLASSES):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, 8, 3, stride=2, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.Dropout(0.5))
        self.last = nn.Conv2d(8, 8, 3, padding=1)
        self.fc = nn.Linear(8, classes)
        nn.init.uniform_(self.body[1].running_mean, -0.5, 0.5)
        nn.init.uniform_(self.body[1].running_var, 0.5, 2.0)
        nn.init.normal_(self.fc.weight, std=2.0)

    def features(self, x):
        return self.last(self.body(x))

    def scores(self, x):
        return self.fc(torch.relu(self.features(x)).mean([2, 3]))

    def forward(self, x):
        return self.result(self.scores(x))

    def result(self, z):
        return z


def traced(model):
    return lambda file, images: torch.jit.trace(model, images, check_trace=False).save(str(file))


def scripted(model):
    return lambda file, _images: torch.jit.script(model).save(str(file))


def alike(model, **settings):
    """A case whose file holds the reference itself, traced."""
    model = model.eval()
    return Case(network=model, save=traced(model), **settings)


def written(model, **settings):
    """The same, scripted."""
    model = model.eval()
    return Case(network=model, save=scripted(model), saved="scripted", **settings)


def refused(reason, save, **settings):
    return Case(save=save, reason=reason, **settings)


# What networks return.


@case
def logits():
    return alike(Small())


@case
def log_probabilities():
    class Network(Small):
        def result(self, z):
            return z.log_softmax(1)

    return alike(Network())


@case
def one_place():
    """Logits of shape (images, classes, 1, 1)."""

    class Network(Small):
        def result(self, z):
            return z[:, :, None, None]

    return alike(Network())


@case
def softmax_inside():
    class Network(Small):
        def result(self, z):
            return z.softmax(1)

    return alike(Network(), kind="probabilities")


@case
def sigmoid_inside():
    class Network(Small):
        def result(self, z):
            return z.sigmoid()

    return alike(Network(), kind="sigmoid-probabilities")


@case
def multi_label_logits():
    return alike(Small(), kind="sigmoid", given={"outputKind": "sigmoid"})


@case
def one_logit():
    return alike(Small(classes=1), kind="binary", given={"outputKind": "binary"})


@case
def one_logit_flat():
    class Network(Small):
        def result(self, z):
            return z.flatten()

    return alike(Network(classes=1), kind="binary", given={"outputKind": "binary"})


@case
def one_probability():
    class Network(Small):
        def result(self, z):
            return z.sigmoid()

    return alike(Network(classes=1), kind="binary-probability", given={"outputKind": "binary-probability"})


@case
def one_probability_flat():
    class Network(Small):
        def result(self, z):
            return z.squeeze(1).sigmoid()

    return alike(Network(classes=1), kind="binary-probability", given={"outputKind": "binary-probability"})


@case
def one_number():
    """It may be a logit or a probability."""
    return refused("one number for each image", traced(Small(classes=1).eval()))


@case
def tuple_with_maps():
    class Network(Small):
        def forward(self, x):
            y = self.features(x)
            return y, self.fc(torch.relu(y).mean([2, 3]))

    return alike(Network(), part=lambda output: output[1])


class FeaturesFirst(Small):
    def forward(self, x):
        pooled = torch.relu(self.features(x)).mean([2, 3])
        return pooled, self.fc(pooled)


@case
def tuple_with_features():
    """Features have a row of numbers for each image too."""
    return refused("Unclear which part of the output", traced(FeaturesFirst().eval()))


@case
def tuple_with_class_names():
    return alike(FeaturesFirst(), part=lambda output: output[1], names=True)


@case
def tuple_with_named_part():
    return alike(FeaturesFirst(), part=lambda output: output[1], given={"outputPart": "1"})


class Pair(typing.NamedTuple):
    features: torch.Tensor
    scores: torch.Tensor


@case
def named_tuple():
    class Network(Small):
        def forward(self, x) -> Pair:
            y = self.features(x)
            return Pair(y, self.fc(torch.relu(y).mean([2, 3])))

    return written(Network(), part=lambda output: output.scores)


@case
def list_of_parts():
    class Network(Small):
        def forward(self, x):
            y = self.features(x)
            return [y, self.fc(torch.relu(y).mean([2, 3]))]

    return written(Network(), part=lambda output: output[1])


class Segmenter(Small):
    """A main and an auxiliary head, as segmentation networks have."""

    def __init__(self):
        super().__init__()
        self.aux = nn.Linear(8, CLASSES)

    def forward(self, x):
        pooled = self.features(x).mean([2, 3])
        return {"aux": self.aux(pooled), "out": self.fc(pooled)}


@case
def dictionary():
    return refused("Unclear which part of the output", scripted(Segmenter().eval()), saved="scripted")


@case
def dictionary_with_named_part():
    return written(Segmenter(), part=lambda output: output["out"], given={"outputPart": "out"})


@case
def nested():
    class Network(Small):
        def forward(self, x) -> typing.Tuple[torch.Tensor, typing.Dict[str, torch.Tensor]]:
            y = self.features(x)
            return y, {"logits": self.fc(torch.relu(y).mean([2, 3])), "loss": y.sum()}

    return written(Network(), part=lambda output: output[1]["logits"])


@case
def map_of_classes():
    """A segmentation: (images, classes, height, width)."""

    class Network(Small):
        def forward(self, x):
            return self.features(x)

    return refused("not a classifier", traced(Network().eval()))


@case
def index_of_the_class():
    class Network(Small):
        def result(self, z):
            return z.argmax(1, keepdim=True)

    return refused("whole numbers", traced(Network().eval()))


# How files are saved.


@case
def training_mode():
    model = Small().eval()

    def save(file, images):
        traced(model.train())(file, images)  # Changes the statistics of the model, which are saved.
        model.eval()

    return Case(network=model, save=save, saved="traced in training mode")


@case
def training_mode_scripted():
    model = Small().train()
    script = torch.jit.script(model)
    return Case(network=model.eval(), save=lambda file, _: script.save(str(file)), saved="scripted in training mode")


@case
def dropout_in_forward():
    class Network(Small):
        p = 0.5

        def scores(self, x):
            return self.fc(F.dropout(torch.relu(self.features(x)), self.p).mean([2, 3]))

    model = Network().eval()
    without = copy.deepcopy(model)
    without.p = 0.0
    return Case(network=without, save=traced(model))


class WithAttribute(Small):
    """A branch that an attribute selects before the network runs."""

    def __init__(self):
        super().__init__()
        self.stride = 1

    def scores(self, x):
        y = self.features(x)
        if self.stride == 1:
            y = torch.relu(y)
        else:
            y = F.max_pool2d(y, 2)
        return self.fc(y.mean([2, 3]))


@case
def branch_on_a_constant():
    return written(WithAttribute())


@case
def branch_on_the_image():
    class Network(Small):
        def forward(self, x):
            y = self.features(x)
            if bool(y.mean() > 0):
                y = y * 2
            return self.fc(torch.relu(y).mean([2, 3]))

    return written(Network())


@case
def layer_in_a_loop():
    class Network(Small):
        def forward(self, x):
            y = self.body(x)
            for _ in range(3):
                y = torch.relu(self.last(y))
            return self.fc(y.mean([2, 3]))

    return refused("last", scripted(Network().eval()), saved="scripted")


@case
def raise_in_a_branch():
    class Network(Small):
        def forward(self, x, pool: str = "avg"):
            y = torch.relu(self.features(x))
            if pool == "avg":
                z = y.mean([2, 3])
            else:
                raise ValueError("Unknown pooling")
            return self.fc(z)

    return written(Network())


@case
def interpolation():
    class Network(Small):
        def forward(self, x):
            y = F.interpolate(torch.relu(self.features(x)), scale_factor=2.0)
            return self.fc(y.mean([2, 3]))

    return written(Network())


@torch.jit.script
def mish(x):
    return x * torch.tanh(F.softplus(x))


@case
def function_beside_the_class():
    class Network(Small):
        def forward(self, x):
            return self.fc(mish(self.features(x)).mean([2, 3]))

    return alike(Network())


@case
def whole_number_parameter():
    class Network(Small):
        def __init__(self):
            super().__init__()
            self.scale = nn.Parameter(torch.tensor(3), requires_grad=False)

        def result(self, z):
            return z * self.scale

    return alike(Network())


def lower(kind, convert):
    model = Small().eval()
    low = convert(copy.deepcopy(model))
    # The reference has the stored weights, in float32.
    reference = copy.deepcopy(low).float()

    def save(file, images):
        torch.jit.trace(low, images.to(low.fc.weight.dtype), check_trace=False).save(str(file))

    return Case(network=reference, save=save, saved=f"traced, {kind} weights")


@case
def channels_last_memory():
    """The weights lie in memory in another order."""
    return lower("float16, channels_last", lambda model: model.half().to(memory_format=torch.channels_last))


@case
def half():
    return lower("float16", lambda model: model.half())


@case
def bfloat16():
    return lower("bfloat16", lambda model: model.bfloat16())


@case
def double():
    return lower("float64", lambda model: model.double())


class Autocast(Small):
    def forward(self, x):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            z = self.scores(x)
        return z.float()


def plain(model):
    """The same weights in a network without the unusual."""
    other = Small().eval()
    other.load_state_dict(model.state_dict())
    return other


@case
def autocast_traced():
    model = Autocast().eval()
    return Case(network=plain(model), save=traced(model), saved="traced under autocast")


@case
def autocast_scripted():
    model = Autocast().eval()
    return Case(network=plain(model), save=scripted(model), saved="scripted with autocast")


@case
def no_grad():
    class Network(Small):
        def forward(self, x):
            with torch.no_grad():
                y = self.body(x)
            return self.fc(torch.relu(self.last(y)).mean([2, 3]))

    model = Network().eval()
    return Case(network=plain(model), save=scripted(model), saved="scripted with no_grad")


@case
def data_parallel():
    model = Small().eval()
    parallel = nn.DataParallel(model)
    return Case(network=parallel, save=traced(parallel), saved="traced as DataParallel", layer="module.last")


@case
def cuda_names():
    class Network(Small):
        def result(self, z):
            return z + torch.ones(1, device=z.device)

    model = Network().eval()

    def save(file, images):
        traced(model)(file, images)
        with zipfile.ZipFile(file) as saved:
            entries = {name: saved.read(name) for name in saved.namelist() if not name.endswith(".debug_pkl")}
        with zipfile.ZipFile(file, "w") as out:
            for name, content in entries.items():
                out.writestr(name, content.replace(b'"cpu"', b'"cuda:0"') if name.endswith(".py") else content)

    return Case(network=model, save=save, saved="traced on a GPU")


class Quantisable(nn.Module):
    def __init__(self):
        super().__init__()
        self.quant = torch.ao.quantization.QuantStub()
        self.body = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.last = nn.Conv2d(8, 8, 3, padding=1)
        self.fc = nn.Linear(8, CLASSES)
        self.dequant = torch.ao.quantization.DeQuantStub()

    def forward(self, x):
        y = self.last(torch.relu(self.body(self.quant(x))))
        return self.dequant(self.fc(y.mean([2, 3])))


def int8(model, saved, save=None):
    return Case(network=model, save=(save or traced)(model), saved=saved, method="eigen-cam")


@case
def int8_eager():
    torch.manual_seed(11)
    model = Quantisable().eval()
    model.qconfig = torch.ao.quantization.get_default_qconfig("fbgemm")
    prepared = torch.ao.quantization.prepare(model)
    prepared(noise(8, 3, 32, 32))
    return int8(torch.ao.quantization.convert(prepared), "traced, int8 (eager)")


@case
def int8_fx():
    from torch.ao.quantization.quantize_fx import convert_fx, prepare_fx

    model = Small().eval()
    images = noise(8, 3, 32, 32)
    mapping = torch.ao.quantization.get_default_qconfig_mapping("fbgemm")
    prepared = prepare_fx(model, mapping, example_inputs=(images,))
    prepared(images)
    return int8(convert_fx(prepared), "scripted, int8 (FX)", scripted)


@case
def int8_dynamic():
    model = torch.ao.quantization.quantize_dynamic(Small().eval(), {nn.Linear}, dtype=torch.qint8)
    return int8(model, "traced, int8 (dynamic)")


def without_layers(saved, save, file="model.pt"):
    model = Small().eval()
    return Case(network=model, save=save(model), saved=saved, layer="", method="rise", file=file)


@case
def frozen():
    return without_layers(
        "torch.jit.freeze", lambda model: lambda file, _: torch.jit.freeze(torch.jit.script(model)).save(str(file)))


@case
def optimised_for_mobile():
    from torch.utils.mobile_optimizer import optimize_for_mobile

    return without_layers(
        "optimize_for_mobile", lambda model: lambda file, _: optimize_for_mobile(torch.jit.script(model)).save(str(file)))


@case
def frozen_for_grad_cam():
    """The same file, and a method that needs a layer."""
    model = Small().eval()
    return refused(
        "Network has no layers",
        lambda file, _: torch.jit.freeze(torch.jit.script(model)).save(str(file)),
        saved="torch.jit.freeze",
        auto=True)


@case
def lite_interpreter():
    model = Small().eval()

    def save(file, _images):
        torch.jit.script(model)._save_for_lite_interpreter(str(file))

    return Case(network=model, save=save, saved="for the lite interpreter", file="model.ptl")


# Files of other formats.


def bytes_of(content):
    return lambda file, _images: file.write_bytes(content)


@case
def state_dict():
    model = Small().eval()
    return refused("weights alone", lambda file, _: torch.save(model.state_dict(), file), saved="state dict")


@case
def pickled_module():
    model = Small().eval()
    return refused("pickled Python object", lambda file, _: torch.save(model, file), saved="torch.save(model)")


@case
def exported():
    model = Small().eval()

    def save(file, images):
        torch.export.save(torch.export.export(model, (images,)), file)

    return Case(network=model, save=save, saved="torch.export", file="model.pt2")


@case
def onnx():
    # ModelProto: ir_version 8, producer_name "pytorch".
    return refused("ONNX model", bytes_of(b"\x08\x08\x12\x07pytorch"), saved="ONNX", file="model.onnx")


@case
def safetensors():
    header = json.dumps({"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    content = len(header).to_bytes(8, "little") + header + bytes(4)
    return refused("safetensors", bytes_of(content), saved="safetensors", file="model.safetensors")


@case
def lfs_pointer():
    text = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12345\n"
    return refused("Git LFS pointer", bytes_of(text), saved="Git LFS pointer")


@case
def html_page():
    return refused("HTML", bytes_of(b"<!DOCTYPE html><html><title>404</title></html>"), saved="HTML page")


@case
def half_a_download():
    model = Small().eval()

    def save(file, images):
        traced(model)(file, images)
        content = file.read_bytes()
        file.write_bytes(content[: len(content) // 2])

    return refused("ends too early", save, saved="half a download")


# What networks read.


class Reading(nn.Module):
    """Brings images into the form of the network inside."""

    def __init__(self, convert, channels=3):
        super().__init__()
        self.model = Small(channels)
        self.convert = convert

    def forward(self, x):
        return self.model(self.convert(x))


def levels(x):
    return (x.float() / 255 - 0.5) / 0.25


@case
def channels_at_the_end():
    return alike(Reading(lambda x: x.permute(0, 3, 1, 2)), form="nhwc", layer="model.last")


@case
def bytes_with_preprocessing_inside():
    return alike(Reading(levels), form="nchw-uint8", layer="model.last")


@case
def bytes_with_channels_at_the_end():
    return alike(Reading(lambda x: levels(x.permute(0, 3, 1, 2))), form="nhwc-uint8", layer="model.last")


@case
def one_channel():
    return alike(Small(channels=1), shape=(1, 32, 32))


@case
def four_channels():
    return alike(Small(channels=4), shape=(4, 32, 32))


@case
def not_square():
    return alike(Small(), shape=(3, 24, 40))


@case
def batch_of_one():
    class Network(Small):
        def forward(self, x):
            return self.fc(torch.relu(self.features(x)).mean([2, 3]).view(1, -1))

    model = Network().eval()
    return Case(
        network=model, save=lambda file, images: traced(model)(file, images[:1]), saved="traced on one image with view(1, -1)")


@case
def two_inputs():
    class Network(Small):
        def forward(self, x, scale):
            return self.scores(x) * scale

    model = Network().eval()
    return refused("2 inputs", lambda file, images: torch.jit.trace(model, (images, torch.ones(1))).save(str(file)))


# Batches, state and randomness.


@case
def mixing_a_batch():
    class Network(Small):
        def scores(self, x):
            return super().scores(x - x.mean() + 0.1)

    return alike(Network())


@case
def statistics_of_the_batch():
    class Network(Small):
        def __init__(self):
            super().__init__()
            self.norm = nn.BatchNorm2d(8, track_running_stats=False)

        def features(self, x):
            return self.last(self.norm(self.body(x)))

    return alike(Network())


@case
def randomness():
    class Network(Small):
        def scores(self, x):
            return super().scores(x + 0.1 * torch.randn_like(x))

    return refused("randomness inside", traced(Network().eval()))


@case
def counting_calls():
    """A buffer changes a little with every call."""

    class Network(Small):
        def __init__(self):
            super().__init__()
            self.register_buffer("calls", torch.zeros(1))

        def result(self, z):
            return z * (1 + self.calls.add_(1e-6))

    return refused("other numbers each time it runs", traced(Network().eval()))


# Operators that libtorch 2.7.1 does not have, or cannot differentiate.


@case
def attention_without_gradients():
    """Traced without gradients, attention becomes one operator that has none."""

    class Network(Small):
        def __init__(self):
            super().__init__()
            self.attention = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)

        def forward(self, x):
            tokens = torch.relu(self.features(x)).flatten(2).transpose(1, 2)
            return self.fc(self.attention(tokens).mean(1))

    model = Network().eval()

    def save(file, images):
        with torch.no_grad():
            traced(model)(file, images)

    return refused("derivative", save, saved="traced under no_grad")


@case
def detector():
    import torchvision

    if not hasattr(torch.ops.torchvision, "nms"):  # A torchvision without its compiled operators.
        library = torch.library.Library("torchvision", "FRAGMENT")
        library.define("nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        library.impl("nms", lambda dets, scores, iou_threshold: scores.argsort(), "CPU")
        LIBRARIES.append(library)

    class Network(Small):
        def forward(self, x):
            z = self.scores(x)
            return z[torch.ops.torchvision.nms(z[:, :4], z[:, 4], 0.5)]

    return refused("torchvision::nms", traced(Network().eval()))


@case
def newer_operator():
    class Network(Small):
        def forward(self, x):
            y = F.interpolate(torch.relu(self.features(x)), size=[8, 8], mode="lanczos", antialias=True)
            return self.fc(y.mean([2, 3]))

    return refused("libtorch 2.7.1 does not have", traced(Network().eval()))


# Families of timm, with the layer that is found without being named.


def of_timm(name, layer, maps=as_they_are, size=(224, 224), **options):
    model = timm_network(name, **options)
    images = noise(8, 3, *size)
    settle(model, images)
    return alike(model, shape=(3, *size), layer=layer, maps=maps, auto=True, images=images)


@case
def vit_tiny_patch16_224():
    return of_timm("vit_tiny_patch16_224", "blocks.11.norm1", tokens(1, 14, 14))


@case
def deit_tiny_distilled_patch16_224():
    return of_timm("deit_tiny_distilled_patch16_224", "blocks.11.norm1", tokens(2, 14, 14))


@case
def swin_tiny_patch4_window7_224():
    return of_timm("swin_tiny_patch4_window7_224", "norm", channels_last)


@case
def convnext_atto():
    return of_timm("convnext_atto", "stages")


@case
def mixer_s32_224():
    return of_timm("mixer_s32_224", "norm", tokens(0, 7, 7))


@case
def mobileone_s0():
    return of_timm("mobileone_s0", "stages")


@case
def vit_tiny_not_square():
    return of_timm("vit_tiny_patch16_224", "blocks.11.norm1", tokens(1, 8, 12), size=(128, 192), img_size=(128, 192))


@case
def mobilevit_xxs():
    return of_timm("mobilevit_xxs", "final_conv", size=(256, 256))


# Families of torchvision: the last convolution of the traced file, and a nested layer of the scripted one.


def of_torchvision(name, saved):
    side = 299 if name == "inception_v3" else 224
    model = network(name)
    images = noise(8, 3, side, side)
    settle(model, images)
    layer = last_convolution(model) if saved == "traced" else NESTED[name]
    shifted = Shifted(model, layer)

    def save(file, examples):
        (traced if saved == "traced" else scripted)(model)(file, examples)
        shifted.save(file.parent / "shifted.pt", examples)

    # Its scores end in a ReLU; with random weights all of them lie between 0 and 1, as probabilities do.
    given = {"outputKind": "softmax"} if name == "squeezenet1_1" else {}
    return Case(
        network=model, save=save, saved=saved, shape=(3, side, side), layer=layer, images=images, given=given)


def families(name):
    for saved in ("scripted", "traced"):
        yield saved, lambda saved=saved: of_torchvision(name, saved)


CASES.update(exported_cases.CASES)


def attempt(name, make, folder, saved=""):
    """Writes a case, or says that the Python at hand cannot save it or lacks a library."""
    torch.manual_seed(5)
    try:
        made = make()
        saved = made.saved
        write(made, name, folder)
    except (ImportError, Unsaveable) as error:
        shutil.rmtree(folder, ignore_errors=True)
        write_skipped(name, saved, str(error), folder)


def main():
    warnings.filterwarnings("ignore")
    if sys.argv[1] == "--list":
        print("\n".join([*NESTED, *CASES]))
        return
    folder = Path(sys.argv[1])
    for number, name in enumerate(sys.argv[2:]):
        if name in NESTED:
            for saved, make in families(name):
                attempt(name, make, folder / f"{number:03}-{name}-{saved}", saved)
        else:
            attempt(name, CASES[name], folder / f"{number:03}-{name}")


if __name__ == "__main__":
    main()
