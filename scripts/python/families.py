"""Networks of torchvision's and timm's families with random weights."""

import torch
import torchvision
from torch import nn

from reference import module_at

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


def timm_network(name, **options):
    import timm

    torch.manual_seed(0)
    model = timm.create_model(name, pretrained=False, num_classes=10, **options)
    heads = model.get_classifier()
    for head in heads if isinstance(heads, tuple) else [heads]:
        nn.init.normal_(head.weight, std=0.1)  # Some begin with zeros.
    return model


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
    """The network with something added to one layer's output, which it returns as well: what differentiates it by that is
    ordinary autograd, which any libtorch can do on its own."""

    def __init__(self, network, path):
        super().__init__()
        self.network = network
        self.path = path

    def forward(self, images, shift):
        kept = {}

        def add(_module, _inputs, output):
            kept["output"] = output + shift
            return kept["output"].clone()  # The next module may work in place.

        hook = module_at(self.network, self.path).register_forward_hook(add)
        logits = self.network(images)
        hook.remove()
        return logits, kept["output"]

    def save(self, file, examples):
        """Traces it, for one image or several."""
        shift = torch.zeros_like(self(examples, torch.zeros(1))[1])
        torch.jit.trace(self, (examples, shift), check_trace=False).save(str(file))
