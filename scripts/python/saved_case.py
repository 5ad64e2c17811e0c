"""A saved network with what PyTorch computes for it, as SavedNetworkCheck.java reads them.

A case is a folder with the saved file, case.json, and float32 numbers (little-endian): images.f32 as the network is given
them (images, channels, height, width), probabilities.f32 (images, classes), and map.f32 (images, height, width), which is
the map of the explained layer for the class with the highest probability.
"""

import copy
import dataclasses
import json
from pathlib import Path

import torch
from torch import nn

from reference import module_at

IMAGES = 4


def as_they_are(output):
    return output


def channels_last(output):
    return output.permute(0, 3, 1, 2)


def tokens(prefix, height, width):
    """Reads (images, tokens, channels) without the tokens before those of the image."""
    return lambda output: output[:, prefix:].transpose(1, 2).unflatten(2, (height, width))


@dataclasses.dataclass
class Case:
    """One saved file, and the network in evaluation mode and float32 that it must equal.

    save: writes the file. network: the reference; none if nothing can be compared. reason: a part of the message with which
    the file must be refused; empty if it must be equal. saved: how the file was saved, in words. kind: what the numbers mean.
    given: the options outputKind and outputPart that a user must set. layer: the explained layer; empty for none. auto: whether
    it must be found without being named. maps: turns the layer's output into (images, channels, height, width). method:
    grad-cam, or eigen-cam for networks without gradients, or rise for networks without layers. form: the shape and type of
    the network's input. part: takes the class scores out of what the network returns. names: whether its classes have names.
    """

    network: nn.Module = None
    save: object = None
    saved: str = "traced"
    shape: tuple = (3, 32, 32)
    reason: str = ""
    kind: str = "softmax"
    given: dict = dataclasses.field(default_factory=dict)
    layer: str = "last"
    auto: bool = False
    maps: object = as_they_are
    method: str = "grad-cam"
    form: str = "nchw"
    part: object = as_they_are
    names: bool = False
    file: str = "model.pt"
    images: torch.Tensor = None


class Unsaveable(Exception):
    """The Python at hand cannot save a case."""


def noise(count, channels, height, width):
    """Images with structure at every scale, as photos have; a regular texture leaves deep layers nearly constant."""
    images = torch.zeros(count, channels, height, width)
    cells = [side for side in (2, 4, 8, 16, 32, 64) if side < min(height, width)]
    for side in [*cells, (height, width)]:
        coarse = torch.randn(count, channels, *(side if isinstance(side, tuple) else (side, side)))
        images += nn.functional.interpolate(coarse, size=(height, width), mode="bilinear", align_corners=False)
    return images / images.std()


def scores(output, kind):
    """The numbers that are differentiated, (images, classes)."""
    output = output.reshape(output.shape[0] if output.dim() else 1, -1).float()
    if kind == "probabilities":
        return output.log()
    if kind in ("sigmoid-probabilities", "binary-probability"):
        output = output.logit()
    return torch.cat([-output, output], 1) if kind.startswith("binary") else output


def probabilities(classes, kind):
    if kind == "softmax":
        return classes.double().softmax(1)
    return classes.double().exp() if kind == "probabilities" else classes.double().sigmoid()


def grad_cam(activations, gradients):
    return (activations * gradients.mean([2, 3], keepdim=True)).sum(1).relu()


def eigen_cam(activations):
    """The projection on the first principal component, whose largest absolute value is positive."""
    centred = activations[0].flatten(1).double()
    centred = centred - centred.mean(1, keepdim=True)
    left, _, _ = torch.linalg.svd(centred, full_matrices=False)
    projection = left[:, 0] @ centred
    sign = 1 if projection.max() >= -projection.min() else -1
    return (sign * projection).relu().reshape(1, *activations.shape[2:]).float()


def of_image(case, image):
    """Probabilities and map of one image alone, each as (1, ...)."""
    kept = {}

    def keep(_module, _inputs, output):
        if case.method != "grad-cam":
            kept["leaf"] = output.dequantize() if output.is_quantized else output
            return output
        kept["leaf"] = output.detach().clone().requires_grad_(True)
        return kept["leaf"].clone()  # The next module may work in place.

    hook = module_at(case.network, case.layer).register_forward_hook(keep) if case.layer else None
    classes = scores(case.part(case.network(image)), case.kind)
    if hook:
        hook.remove()
    numbers = probabilities(classes.detach(), case.kind)
    if not case.layer:
        return numbers, None
    activations = case.maps(kept["leaf"].detach())
    if case.method == "eigen-cam":
        return numbers, eigen_cam(activations)
    gradient = torch.autograd.grad(classes.max(1).values.sum(), kept["leaf"])[0]
    return numbers, grad_cam(activations, case.maps(gradient))


def rounding(case, images, numbers):
    """How far PyTorch's own probabilities in float32 are from those in float64."""
    exact = copy.deepcopy(case.network).double()
    with torch.no_grad():
        classes = torch.cat([case.part(exact(image[None].double())) for image in images])
    return (probabilities(classes, case.kind) - numbers).abs().max().item()


def fed(case, images):
    """The images as the reference takes them."""
    images = images.permute(0, 2, 3, 1) if case.form.startswith("nhwc") else images
    return images.to(torch.uint8) if case.form.endswith("uint8") else images


def write_numbers(path, tensor):
    tensor.contiguous().numpy().astype("<f4").tofile(path)


def write_properties(case, folder):
    lines = [f"{key}={value}" for key, value in case.given.items()]
    if lines:
        (folder / "serving.properties").write_text("\n".join(lines) + "\n")
    if case.names:
        (folder / "synset.txt").write_text("one\ntwo\nthree\nfour\nfive\n")


def write(case, name, folder):
    """Writes a case into a folder of its own."""
    folder.mkdir(parents=True)
    description = {
        "network": name,
        "saved": case.saved,
        "file": case.file,
        "reason": case.reason,
        "kind": case.kind,
        "layer": case.layer,
        "auto": case.auto,
        "method": case.method,
        "form": case.form,
        "shape": [IMAGES, *case.shape],
    }
    images = noise(IMAGES, *case.shape) if case.images is None else case.images[:IMAGES]
    if case.form.endswith("uint8"):
        images = (images * 60 + 128).round().clamp(0, 255)
    write_numbers(folder / "images.f32", images)
    write_properties(case, folder)
    try:
        case.save(folder / case.file, fed(case, images[:2]))
    except Exception as error:  # What PyTorch raises depends on its version.
        raise Unsaveable(f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}") from error
    if case.network is not None:
        results = [of_image(case, fed(case, image[None])) for image in images]
        numbers = torch.cat([result[0] for result in results])
        write_numbers(folder / "probabilities.f32", numbers)
        description["classes"] = numbers.shape[1]
        if case.images is not None:
            description["rounding"] = rounding(case, images, numbers)
        if case.layer:
            maps = torch.cat([result[1] for result in results])
            write_numbers(folder / "map.f32", maps)
            description["map"] = list(maps.shape[1:])
    (folder / "case.json").write_text(json.dumps(description) + "\n")


def write_skipped(case_name, saved, why, folder):
    """Says that the Python at hand cannot save a case."""
    folder.mkdir(parents=True, exist_ok=True)
    description = {"network": case_name, "saved": saved, "skipped": why}
    (folder / "case.json").write_text(json.dumps(description) + "\n")
