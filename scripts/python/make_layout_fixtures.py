"""Makes tiny transformers whose layers are not (N, K, h, w), with PyTorch's Grad-CAM at some of them.

Usage: make_layout_fixtures.py OUTPUT_FOLDER (src/test/resources/networks); needs timm.
"""

import json
import sys
import warnings
from pathlib import Path

import timm
import torch
from torch import nn

from reference import evidence, wave

SHAPE = (2, 3, 16, 24)
CLASSES = 5


class SequenceBlock(nn.Module):
    """One attention of a transformer whose sequence comes first, as in CLIP's."""

    def __init__(self, width):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        query, key, value = self.qkv(self.norm(x)).transpose(0, 1).chunk(3, dim=2)
        weights = (query @ key.transpose(1, 2) / query.shape[2] ** 0.5).softmax(2)
        return x + self.proj((weights @ value).transpose(0, 1))


class SequenceFirst(nn.Module):
    """Tokens (T, N, C) of a grid of 4 x 6 after one class token."""

    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(3, 8, 4, stride=4)
        self.token = nn.Parameter(torch.randn(1, 1, 8))
        self.block1 = SequenceBlock(8)
        self.block2 = SequenceBlock(8)
        self.fc = nn.Linear(8, CLASSES)

    def forward(self, x):
        tokens = self.patches(x).flatten(2).permute(2, 0, 1)
        x = torch.cat([self.token.expand(1, tokens.shape[1], 8), tokens])
        return self.fc(self.block2(self.block1(x))[0])


class Pointwise(nn.Module):
    """One function of the images; the module with a bias in its middle sees one of three layouts."""

    def __init__(self, layout):
        super().__init__()
        self.layout = layout
        self.stem = nn.Conv2d(3, 4, 4, stride=4)
        self.middle = nn.Conv2d(4, 5, 1) if layout == "nchw" else nn.Linear(4, 5)
        self.fc = nn.Linear(5, CLASSES)

    def forward(self, x):
        x = torch.relu(self.stem(x))
        if self.layout == "nchw":
            x = self.middle(x)
        elif self.layout == "nhwc":
            x = self.middle(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        else:
            x = self.middle(x.flatten(2).transpose(1, 2)).transpose(1, 2).unflatten(2, (4, 6))
        return self.fc(torch.relu(x).mean((2, 3)))


def vit():
    return timm.models.vision_transformer.VisionTransformer(
        img_size=SHAPE[2:], patch_size=4, embed_dim=8, depth=2, num_heads=2, num_classes=CLASSES)


def swin():
    return timm.models.swin_transformer.SwinTransformer(
        img_size=SHAPE[2:], patch_size=2, window_size=2, embed_dim=8, depths=(1, 1), num_heads=(1, 2),
        num_classes=CLASSES)


def tokens(prefix, height, width):
    return lambda x: x[:, prefix:].reshape(x.shape[0], height, width, -1).permute(0, 3, 1, 2)


def channels_last(x):
    return x.permute(0, 3, 1, 2)


def sequence(x):
    return tokens(1, 4, 6)(x.transpose(0, 1))


# The network, the layer, its layout, and the transform that pytorch-grad-cam calls reshape_transform.
CASES = {
    "vit": (vit, {
        "blocks.0.norm1": ("tokens:1:4x6", tokens(1, 4, 6)),
        "blocks.0": ("tokens:1:4x6", tokens(1, 4, 6)),
        "blocks.1.norm1": ("tokens:1:4x6", tokens(1, 4, 6)),
        "patch_embed": ("tokens:0:4x6", tokens(0, 4, 6)),
    }),
    "swin": (swin, {
        "layers.1.blocks.0.norm1": ("nhwc", channels_last),
        "layers.1.blocks.0.norm2": ("tokens:0:4x6", tokens(0, 4, 6)),
        "norm": ("nhwc", channels_last),
    }),
    "sequence": (SequenceFirst, {
        "block1": ("sequence:1:4x6", sequence),
        "block2.norm": ("sequence:1:4x6", sequence),
    }),
}


def rounded(tensor):
    return [float(f"{value:.8g}") for value in tensor.flatten().tolist()]


def grad_cam(activation, gradient):
    return (gradient.mean((2, 3), keepdim=True) * activation).sum(1).relu()


def main():
    warnings.filterwarnings("ignore")
    folder = Path(sys.argv[1])
    images = wave(SHAPE)
    for name, (make, layers) in CASES.items():
        torch.manual_seed(len(name) + 50)
        network = make().eval()
        for parameter in network.parameters():
            nn.init.normal_(parameter, std=0.6)
        fixture = {"shape": SHAPE, "layers": {}}
        for layer, (layout, transform) in layers.items():
            logits, activation, gradient = evidence(network, images, layer)
            maps, slopes = transform(activation), transform(gradient)
            fixture["logits"] = rounded(logits)
            fixture["layers"][layer] = {
                "layout": layout,
                "shape": list(maps.shape),
                "activation": rounded(maps),
                "gradient": rounded(slopes),
                "gradCam": rounded(grad_cam(maps, slopes)),
            }
        (folder / f"{name}.json").write_text(json.dumps(fixture) + "\n")
        torch.jit.trace(network, images[:1], check_trace=False).save(str(folder / f"{name}-traced.pt"))


    pointwise = Pointwise("nchw").eval()
    for layout in ("nchw", "nhwc", "tokens"):
        network = Pointwise(layout).eval()
        weights = pointwise.state_dict()
        weights["middle.weight"] = weights["middle.weight"].reshape(network.middle.weight.shape)
        network.load_state_dict(weights)
        traced = torch.jit.trace(network, images[:1], check_trace=False)
        traced.save(str(folder / f"pointwise-{layout}.pt"))


if __name__ == "__main__":
    main()
