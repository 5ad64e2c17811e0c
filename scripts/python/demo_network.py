"""The demo's network: small and ordinary, with a residual block and in-place activations."""
from collections import OrderedDict

import torch
from torch import nn


def halving(inputs, outputs):
    """A convolution that halves the map."""
    return nn.Sequential(OrderedDict(
        conv=nn.Conv2d(inputs, outputs, 3, stride=2, padding=1, bias=False),
        norm=nn.BatchNorm2d(outputs), relu=nn.ReLU(inplace=True)))


class ResidualBlock(nn.Module):
    """Two convolutions with a skip connection around them."""

    def __init__(self, width):
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += x
        return self.relu(out)


class DemoNet(nn.Module):
    """Small enough for a laptop's processor; the last map is 14x14 for sharp heatmaps."""

    def __init__(self, classes):
        super().__init__()
        self.features = nn.Sequential(OrderedDict(
            stem=halving(3, 16), stage1=halving(16, 24), stage2=halving(24, 48),
            stage3=halving(48, 80), stage4=ResidualBlock(80)))
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(80, classes)

    def forward(self, x):
        return self.classifier(torch.flatten(self.pool(self.features(x)), 1))
