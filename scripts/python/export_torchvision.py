"""Saves one torchvision network with random weights, traced and scripted, with its reference evidence.

Usage: export_torchvision.py NAME OUTPUT_FOLDER
Files: KIND.pt; images.f32; for each layer LAYER.{logits,activation,gradient}.f32 (float32, little-endian) and
LAYER.shifted.pt, the same network with a second input that is added to the layer's output: differentiating it by that
input is ordinary autograd, which any libtorch can do on its own.
"""

import sys
import warnings
from pathlib import Path

import torch
import torchvision
from torch import nn

from reference import evidence, module_at, saved

NESTED = {
    "alexnet": "features.7",
    "vgg16": "features.24",
    "vgg16_bn": "features.36",
    "resnet18": "layer4.0.conv1",
    "resnet50": "layer3.5.conv3",
    "densenet121": "features.denseblock4.denselayer9.conv2",
    "squeezenet1_1": "features.11.expand3x3",
    "googlenet": "inception4e.branch2.1.conv",
    "inception_v3": "Mixed_6e.branch7x7_3.conv",
    "mobilenet_v2": "features.14.conv.1.0",
    "mobilenet_v3_small": "features.9.block.2.fc1",
    "efficientnet_b0": "features.6.2.block.1.0",
    "shufflenet_v2_x1_0": "stage4.2.branch2.3",
    "regnet_y_400mf": "trunk_output.block4.block4-3.f.b",
    "convnext_tiny": "features.5.6.block.0",
    "mnasnet1_0": "layers.11.1.layers.3",
}


def network(name):
    torch.manual_seed(0)
    without_aux = {"init_weights": False, "aux_logits": False}
    options = without_aux if name in ("googlenet", "inception_v3") else {}
    return getattr(torchvision.models, name)(weights=None, **options)


def noise(count, side):
    """Images with structure at every scale, as photos have; a regular texture leaves deep layers nearly constant."""
    images = torch.zeros(count, 3, side, side)
    for cells in (2, 4, 8, 16, 32, 64, side):
        coarse = torch.randn(count, 3, cells, cells)
        images += nn.functional.interpolate(coarse, size=(side, side), mode="bilinear", align_corners=False)
    return images / images.std()


def settle(model, images):
    """Sets the statistics of batch normalisation from images, so that values neither vanish nor explode."""
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = 1.0
    with torch.no_grad():
        model.train()(images)
    return model.eval()


def last_convolution(model):
    return [path for path, module in model.named_modules() if isinstance(module, nn.Conv2d)][-1]


class Shifted(nn.Module):
    """The network with something added to one layer's output."""

    def __init__(self, network, path):
        super().__init__()
        self.network = network
        self.path = path

    def forward(self, images, shift):
        hook = module_at(self.network, self.path).register_forward_hook(lambda _m, _i, output: output + shift)
        logits = self.network(images)
        hook.remove()
        return logits if isinstance(logits, torch.Tensor) else logits[0]


def write(path, tensor):
    tensor.contiguous().numpy().astype("<f4").tofile(path)


def main():
    warnings.filterwarnings("ignore")
    name, folder = sys.argv[1], Path(sys.argv[2])
    side = 299 if name == "inception_v3" else 224
    model = network(name)
    images = noise(8, side)
    settle(model, images)
    images = images[:2]
    write(folder / "images.f32", images)
    layers = [last_convolution(model), NESTED[name]]
    for layer in layers:
        tensors = evidence(model, images, layer)
        for part, tensor in zip(("logits", "activation", "gradient"), tensors):
            write(folder / f"{layer}.{part}.f32", tensor)
        shifted = torch.jit.trace(Shifted(model, layer), (images, torch.zeros_like(tensors[1])), check_trace=False)
        shifted.save(str(folder / f"{layer}.shifted.pt"))
    (folder / "layers.txt").write_text("\n".join([str(side), *layers]) + "\n")
    for kind in ("traced", "scripted"):
        try:
            saved(model, images, kind).save(str(folder / f"{kind}.pt"))
        except Exception as error:  # torchvision does not allow it; the table says so.
            print(f"{name} cannot be {kind}: {str(error).splitlines()[0]}", file=sys.stderr)


if __name__ == "__main__":
    main()
