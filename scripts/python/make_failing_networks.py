"""Makes the tiny networks of the tests that fail on some images only: on bright ones, or on black ones, or on too many.

Usage: make_failing_networks.py OUTPUT_FOLDER (udfs/test/resources/networks)
"""

import sys
from pathlib import Path

import torch
from torch import nn

CLASSES = 3


class Network(nn.Module):
    """A convolution without a bias, so that black stays zero, and the mean of each channel."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, CLASSES, 3, padding=1, bias=False)

    def forward(self, x):
        return self.conv(x).mean([2, 3])


class Refusing(Network):
    """Fails as a whole when one image of the batch is bright."""

    def forward(self, x):
        assert bool(x.mean([1, 2, 3]).max() < 0.75), "An image is too bright"
        return self.conv(x).mean([2, 3])


class Undefined(Network):
    """Gives no finite logits for bright images."""

    def forward(self, x):
        return self.conv(x).mean([2, 3]) + torch.sqrt(0.75 - x.mean([1, 2, 3])).unsqueeze(1)


class Steep(Network):
    """Gives finite logits for black images, but no finite gradient."""

    def forward(self, x):
        return torch.sqrt(torch.abs(self.conv(x).mean([2, 3])))


class Gated(Network):
    """Has the same steep function with the gradient cut off: 0, unless infinity is multiplied by 0 on the way."""

    def forward(self, x):
        return torch.sqrt(torch.relu(self.conv(x)).mean([2, 3]))


class Hungry(Network):
    """Asks for more memory than any machine has if there are too many images, or if one is bright."""

    def __init__(self, most_images=2):
        super().__init__()
        self.most_images = most_images

    def forward(self, x):
        if x.size(0) > self.most_images or bool(x.mean([1, 2, 3]).max() >= 0.75):
            x = x + torch.empty([1 << 45]).sum()  # 128 TiB
        return self.conv(x).mean([2, 3])


class Starving(Hungry):
    """Asks for too much memory unless the batch has one image."""

    def __init__(self):
        super().__init__(most_images=1)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for network_class in (Network, Refusing, Undefined, Steep, Gated, Hungry, Starving):
        torch.manual_seed(5)
        network = torch.jit.script(network_class().eval())
        network.save(str(folder / f"{network_class.__name__.lower()}.pt"))


if __name__ == "__main__":
    main()
