"""Families of networks that torch.export saved, as cases of saved_networks.py.

torchvision's are exported as a user does first: for the number of images in the example, and no other. timm's take any number.
"""

import functools

import torch
from torch import nn

from families import Shifted, last_convolution, network, settle, timm_network
from saved_case import Case, as_they_are, channels_last, noise, tokens

# The last convolution, unless another layer is named here with the order of its axes.
TORCHVISION = {
    "resnet18": None,
    "resnet50": None,
    "densenet121": None,
    "mobilenet_v3_small": None,
    "efficientnet_b0": None,
    "convnext_tiny": None,
    "regnet_y_400mf": None,
    "shufflenet_v2_x0_5": None,
    "vit_b_16": ("encoder.layers.encoder_layer_11.ln_1", tokens(1, 14, 14)),
    "swin_t": ("norm", channels_last),
    "maxvit_t": ("blocks.3", as_they_are),
}
SEGMENTATION = ("deeplabv3_mobilenet_v3_large", "lraspp_mobilenet_v3_large")
TIMM = {
    "deit_tiny_patch16_224": ("blocks.11.norm1", tokens(1, 14, 14), 224),
    "mobilevit_xxs": ("final_conv", as_they_are, 256),
    "xcit_nano_12_p16_224": ("blocks.11", tokens(0, 14, 14), 224),
    "mobilenetv4_conv_small": ("blocks", as_they_are, 224),
}


class Pooled(nn.Module):
    """A segmentation as a classifier: the mean scores of all places."""

    def __init__(self, name):
        super().__init__()
        import torchvision

        torch.manual_seed(0)
        self.network = getattr(torchvision.models.segmentation, name)(weights=None, weights_backbone=None, num_classes=10)

    def forward(self, x):
        return self.network(x)["out"].mean([2, 3])


def exported(model, layer, maps, images, sizes=None):
    """A case with a file of torch.export. sizes: the axes of the images of which any size may come."""
    model = settle(model, images)
    shifted = Shifted(model, layer) if maps is as_they_are else None

    def save(file, examples):
        torch.export.save(torch.export.export(model, (examples,), dynamic_shapes=sizes), file)
        if shifted:
            shifted.save(file.parent / "shifted.pt", examples)

    saved = "exported" if sizes is None else "exported for any batch"
    return Case(
        network=model, save=save, saved=saved, shape=tuple(images.shape[1:]), layer=layer, maps=maps, images=images,
        file="model.pt2")


def of_torchvision(name):
    model = network(name)
    layer, maps = TORCHVISION[name] or (last_convolution(model), as_they_are)
    return exported(model, layer, maps, noise(8, 3, 224, 224))


def of_segmentation(name):
    return exported(Pooled(name), "network.backbone.16", as_they_are, noise(8, 3, 128, 128))


def of_timm(name):
    layer, maps, side = TIMM[name]
    sizes = ({0: torch.export.Dim.AUTO},)
    return exported(timm_network(name), layer, maps, noise(8, 3, side, side), sizes)


CASES = {
    f"exported_{name}": functools.partial(make, name)
    for make, names in ((of_torchvision, TORCHVISION), (of_segmentation, SEGMENTATION), (of_timm, TIMM))
    for name in names
}
