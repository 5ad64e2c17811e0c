"""Makes the tiny networks of the tests, with the evidence of each of their layers from PyTorch's autograd.

Usage: make_network_fixtures.py OUTPUT_FOLDER (src/test/resources/networks)
"""

import json
import sys
import warnings
from pathlib import Path

import torch
from torch import nn

from reference import evidence, saved, wave

SHAPE = (2, 3, 8, 8)
CLASSES = 5


def normalised(network):
    """Gives batch normalisation statistics that matter."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.running_mean, -0.5, 0.5)
            nn.init.uniform_(module.running_var, 0.5, 2.0)
    return network.eval()


class Block(nn.Module):
    """A residual block: the skip connection crosses every cut inside it."""

    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.bn1 = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.conv2(out)
        out += x
        return self.relu(out)


class Residual(nn.Module):
    """Nested containers; scripting gives the two blocks one shared class."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 4, 3, stride=2, padding=1), nn.ReLU(inplace=True))
        self.layer1 = nn.Sequential(Block(4), Block(4))
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(4, CLASSES)

    def forward(self, x):
        return self.classify(self.layer1(self.stem(x)))

    def classify(self, x):
        return self.fc(torch.flatten(self.pool(x), 1))


class DenseLayer(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.norm = nn.BatchNorm2d(inputs)
        self.conv = nn.Conv2d(inputs, 2, 3, padding=1)

    def forward(self, x):
        return self.conv(torch.relu(self.norm(x)))


class Concatenating(nn.Module):
    """Dense connections: a growing list of tensors crosses the cut and is changed after it."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.dense1 = DenseLayer(4)
        self.dense2 = DenseLayer(6)
        self.fc = nn.Linear(8, CLASSES)

    def forward(self, x):
        features = [self.stem(x)]
        features.append(self.dense1(torch.cat(features, 1)))
        features.append(self.dense2(torch.cat(features, 1)))
        out = torch.relu_(torch.cat(features, 1))
        return self.fc(out.mean([2, 3]))


class SqueezeExcite(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.reduce = nn.Conv2d(channels, 2, 1)
        self.act = nn.ReLU(inplace=True)
        self.expand = nn.Conv2d(2, channels, 1)
        self.gate = nn.Hardsigmoid()

    def forward(self, x):
        return self.gate(self.expand(self.act(self.reduce(self.pool(x))))) * x


class Exciting(nn.Module):
    """A gate that depends on the activation it multiplies."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 4, 3, padding=1, stride=2), nn.Hardswish(inplace=True), SqueezeExcite(4))
        self.fc = nn.Linear(4, CLASSES)

    def forward(self, x):
        return self.fc(self.features(x).mean([2, 3]))


class Shuffling(nn.Module):
    """Chunks, reshapes by sizes taken at run time, and two branches side by side."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.branch1 = nn.Conv2d(2, 2, 1)
        self.branch2 = nn.Conv2d(2, 2, 3, padding=1)
        self.fc = nn.Linear(4, CLASSES)

    def forward(self, x):
        left, right = self.stem(x).chunk(2, dim=1)
        x = torch.cat((self.branch1(left), self.branch2(right)), dim=1)
        n, c, h, w = x.size()
        x = x.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h, w)
        return self.fc(torch.relu(x).mean([2, 3]))


class TwoOutputs(nn.Module):
    """Returns a tuple, as networks with auxiliary heads do; its activation is called twice."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.relu = nn.ReLU()
        self.tail = nn.Conv2d(4, 4, 3, padding=1)
        self.unused = nn.Conv2d(4, 4, 1)
        self.fc = nn.Linear(4, CLASSES)

    def forward(self, x):
        x = self.relu(self.conv(x))
        x = self.relu(self.tail(x))
        return self.fc(x.mean([2, 3])), x.sum()


class Branching(nn.Module):
    """Control flow around a call: only the parts outside of it can be explained."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.extra = nn.Sequential(nn.Conv2d(4, 4, 1))
        self.steps = nn.ModuleList([nn.Conv2d(4, 4, 1), nn.Conv2d(4, 4, 1)])
        self.fc = nn.Linear(4, CLASSES)

    def forward(self, x):
        x = self.conv(x)
        if bool(x.sum() > 1e9):
            x = self.extra(x)
        for step in self.steps:
            x = torch.relu(step(x))
        return self.fc(x.mean([2, 3]))


class Step(nn.Module):
    """Takes one of two branches, which its saved attributes select before the network runs."""

    def __init__(self, skip, stride):
        super().__init__()
        self.skip = skip
        self.stride = stride
        self.conv = nn.Sequential(nn.Conv2d(4, 4, 3, stride=stride, padding=1), nn.BatchNorm2d(4))

    def forward(self, x):
        if self.stride == 1:
            out = torch.relu(self.conv(x))
        else:
            out = self.conv(x)
        return x + out if self.skip else out


class Settled(nn.Module):
    """Conditions on attributes around every call."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.step1 = Step(True, 1)
        self.step2 = Step(False, 2)
        self.extra = None
        self.fc = nn.Linear(4, CLASSES)

    def forward(self, x):
        x = self.step2(self.step1(self.conv(x)))
        if self.extra is not None:
            x = self.extra(x)
        return self.fc(x.mean([2, 3]))


class HandWeighted(nn.Module):
    """Small whole numbers: red + 2 and 2 green + 3 reach the two classes."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 2, 1)
        self.bn = nn.BatchNorm2d(2, eps=0.0)
        self.fc = nn.Linear(2, 2)

    def forward(self, x):
        return self.fc(torch.relu(self.bn(self.conv(x))).mean([2, 3]))

    def by_hand(self):
        with torch.no_grad():
            self.conv.weight.copy_(torch.tensor([[1.0, 0, 0], [0, 2.0, 0]]).reshape(2, 3, 1, 1))
            self.conv.bias.copy_(torch.tensor([1.0, 0]))
            self.bn.running_mean.copy_(torch.tensor([1.0, 0]))
            self.bn.bias.copy_(torch.tensor([2.0, 3]))
            self.fc.weight.copy_(torch.eye(2))
            self.fc.bias.copy_(torch.tensor([0.5, 0]))
        return self.eval()


class ChannelsLast(nn.Module):
    """Takes images of (images, height, width, channels), as numbers or as bytes."""

    def __init__(self):
        super().__init__()
        self.inner = HandWeighted().by_hand()

    def forward(self, x):
        return self.inner(x.permute(0, 3, 1, 2).float())


class Grey(nn.Module):
    """One channel: the mean of 3 v - 1 and of -v reaches the two classes."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 1)
        with torch.no_grad():
            self.conv.weight.copy_(torch.tensor([3.0, -1]).reshape(2, 1, 1, 1))
            self.conv.bias.copy_(torch.tensor([-1.0, 0]))

    def forward(self, x):
        return self.conv(x).mean([2, 3])


class Twelve(nn.Module):
    """The class is the twelfth of the scale in which the mean red level lies."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 2, 1, bias=False)
        self.fc = nn.Linear(2, 12)
        centres = (torch.arange(12) + 0.5) / 12
        with torch.no_grad():
            self.conv.weight.copy_(torch.eye(2, 3).reshape(2, 3, 1, 1))
            self.fc.weight.copy_(torch.stack([2 * centres, torch.zeros(12)], 1))
            self.fc.bias.copy_(-centres * centres)

    def forward(self, x):
        return self.fc(self.conv(x).mean([2, 3]))


class Four(nn.Module):
    """Four channels: the means of the third and of the fourth reach the two classes."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(4, 2, 1, bias=False)
        with torch.no_grad():
            self.conv.weight.copy_(torch.eye(4)[2:].reshape(2, 4, 1, 1))

    def forward(self, x):
        return self.conv(x).mean([2, 3])


def save_inputs(folder):
    """Networks of other inputs than three channels of numbers."""
    network = ChannelsLast().eval()
    torch.jit.trace(network, torch.zeros(1, 4, 4, 3, dtype=torch.uint8)).save(str(folder / "bytes-traced.pt"))
    torch.jit.script(network).save(str(folder / "nhwc-scripted.pt"))
    torch.jit.trace(Twelve().eval(), torch.zeros(1, 3, 8, 8)).save(str(folder / "twelve-traced.pt"))
    torch.jit.trace(Four().eval(), torch.zeros(1, 4, 4, 4)).save(str(folder / "four-traced.pt"))
    torch.jit.trace(Grey().eval(), torch.zeros(1, 1, 4, 4)).save(str(folder / "grey-traced.pt"))


CASES = {
    Residual: ["stem", "stem.0", "layer1", "layer1.0", "layer1.0.conv2", "layer1.1", "layer1.1.conv1", "layer1.1.conv2"],
    Concatenating: ["stem", "dense1", "dense1.conv", "dense2.conv"],
    Exciting: ["features", "features.0", "features.2.expand", "features.2.pool"],
    Shuffling: ["stem", "branch1", "branch2"],
    TwoOutputs: ["conv", "tail"],
    Branching: ["conv", "steps.0", "steps.1"],
    Settled: ["conv", "step1", "step1.conv", "step1.conv.0", "step2.conv.0"],
}


def rounded(tensor):
    return [float(f"{value:.8g}") for value in tensor.flatten().tolist()]


def write(network_class, layers, folder):
    torch.manual_seed(len(network_class.__name__))
    network = normalised(network_class())
    images = wave(SHAPE)
    fixture = {"shape": SHAPE, "layers": {}}
    for layer in layers:
        logits, activation, gradient = evidence(network, images, layer)
        fixture["logits"] = rounded(logits)
        fixture["layers"][layer] = {
            "shape": list(activation.shape),
            "activation": rounded(activation),
            "gradient": rounded(gradient),
        }
    name = network_class.__name__.lower()
    (folder / f"{name}.json").write_text(json.dumps(fixture) + "\n")
    for kind in ("traced", "scripted"):
        if kind == "scripted" or network_class is not Branching:
            saved(network, images, kind).save(str(folder / f"{name}-{kind}.pt"))


def main():
    warnings.filterwarnings("ignore")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for network_class, layers in CASES.items():
        write(network_class, layers, folder)
    for kind in ("traced", "scripted"):
        saved(HandWeighted().by_hand(), wave(SHAPE), kind).save(str(folder / f"handweighted-{kind}.pt"))
    save_inputs(folder)
    torch.jit.freeze(torch.jit.script(normalised(Residual()))).save(str(folder / "frozen.pt"))
    torch.save(normalised(Residual()).state_dict(), folder / "weights-only.pt")


if __name__ == "__main__":
    main()
