"""The reference for the Java code: evidence of a network at some layers, from PyTorch's autograd."""

import numpy
import torch


def wave(shape):
    """An input that any language can make again: sin(0.37 i) over the flat index."""
    count = int(numpy.prod(shape))
    return torch.from_numpy(numpy.sin(0.37 * numpy.arange(count)).astype(numpy.float32)).reshape(shape)


def module_at(network, path):
    for name in path.split("."):
        network = getattr(network, name)
    return network


def evidence(network, images, path):
    """Logits, the layer's output, and the gradient of the top logits by it."""
    kept = {}

    def keep(_module, _inputs, output):
        kept["leaf"] = output.detach().clone().requires_grad_(True)
        return kept["leaf"].clone()  # The next module may work in place.

    hook = module_at(network, path).register_forward_hook(keep)
    try:
        logits = network(images)
    finally:
        hook.remove()
    logits = logits if isinstance(logits, torch.Tensor) else logits[0]
    score = logits.gather(1, logits.argmax(1, keepdim=True)).sum()
    gradient = torch.autograd.grad(score, kept["leaf"])[0]
    return logits.detach(), kept["leaf"].detach(), gradient


def saved(network, images, kind):
    """The network as a user would save it: traced or scripted, in evaluation mode."""
    return torch.jit.trace(network, images) if kind == "traced" else torch.jit.script(network)
