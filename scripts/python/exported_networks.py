"""Tiny networks, each with something that the graph of an exported program can hold."""

import dataclasses

import torch
import torch.nn.functional as F
from torch import nn

from make_network_fixtures import CLASSES
from make_saved_fixtures import Body, Plain


class Shuffled(Plain):
    """Computes shapes from the sizes of its input."""

    def forward(self, x):
        y = self.body(x)
        n, c, h, w = y.shape
        y = y.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h * w)
        y = y[:, :, : h * w - 1].mean(2) + y.sum(2) / (h * w)
        return self.fc(self.last(y[:, :, None, None]).flatten(1))


class Dictionary(Plain):
    def forward(self, x):
        y = self.last(self.body(x))
        return {"features": y, "logits": self.fc(y.mean([2, 3]))}


class Mixing(Plain):
    """Multiplies by the mean of the batch."""

    def forward(self, x):
        y = self.body(x)
        return self.fc(self.last(y * y.mean(0, keepdim=True)).mean([2, 3]))


class WithAuxiliary(Plain):
    """Returns a tuple, the main scores first."""

    def __init__(self):
        super().__init__()
        self.aux = nn.Linear(4, CLASSES)

    def forward(self, x):
        y = self.body(x)
        return self.fc(self.last(y).mean([2, 3])), self.aux(y.mean([2, 3]))


class Nested(Plain):
    def forward(self, x):
        y = self.last(self.body(x))
        return {"features": [y], "heads": (y.mean([1, 2, 3]), {"logits": self.fc(y.mean([2, 3]))})}


@dataclasses.dataclass
class Output:
    logits: torch.Tensor
    features: torch.Tensor


torch.export.register_dataclass(Output, serialized_type_name="Output")


class Named(Plain):
    """Returns an object with named tensors, as networks of Hugging Face do."""

    def forward(self, x):
        y = self.last(self.body(x))
        return Output(self.fc(y.mean([2, 3])), y)


class Bytes(Plain):
    """Takes bytes, and subtracts and divides by constants that its code holds."""

    def forward(self, x):
        mean = torch.tensor([120.0, 110.0, 100.0]).view(1, 3, 1, 1)
        deviation = torch.tensor([60.0, 50.0, 40.0]).view(1, 3, 1, 1)
        return super().forward((x.float() - mean) / deviation)


class Twice(nn.Module):
    """Calls one activation after each of two convolutions."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, padding=1)
        self.conv2 = nn.Conv2d(4, 4, 3, padding=1)
        self.relu = nn.ReLU()
        self.fc = nn.Linear(4, CLASSES)

    def forward(self, x):
        x = self.relu(self.conv1(x))
        return self.fc(self.relu(self.conv2(x)).mean([2, 3]))


class BlockTwice(Plain):
    """Calls a module with modules inside it twice."""

    def __init__(self):
        super().__init__()
        self.block = nn.Sequential(nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ELU())

    def forward(self, x):
        x = self.block(self.block(self.body(x)))
        return self.fc(self.last(x).mean([2, 3]))


class TwoNames(Plain):
    """One module under two names."""

    def __init__(self):
        super().__init__()
        self.again = self.last

    def forward(self, x):
        x = torch.relu(self.last(self.body(x)))
        return self.fc(self.again(x).mean([2, 3]))


class Encoder(nn.Module):
    """Patches, a class token, a position for each token, and a layer of a transformer."""

    def __init__(self):
        super().__init__()
        self.patch = nn.Conv2d(3, 8, 4, stride=4)
        self.token = nn.Parameter(torch.randn(1, 1, 8))
        self.position = nn.Parameter(torch.randn(1, 5, 8))
        self.encoder = nn.TransformerEncoderLayer(8, 2, 16, dropout=0.1, activation="gelu", batch_first=True)
        self.norm = nn.LayerNorm(8)
        self.fc = nn.Linear(8, CLASSES)

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], 1) + self.position
        return self.fc(self.norm(self.encoder(x))[:, 0])


class Attentive(nn.Module):
    """Uses a module that returns tokens and their attention."""

    def __init__(self):
        super().__init__()
        self.patch = nn.Conv2d(3, 8, 4, stride=4)
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.fc = nn.Linear(8, CLASSES)

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        tokens, weights = self.attention(x, x, x)
        return self.fc(tokens.amax(1) * weights.std())


class Windows(nn.Module):
    """Attention within shifted windows of two by two places, with biases by relative position, as in Swin."""

    def __init__(self, side):
        super().__init__()
        self.qkv = nn.Linear(8, 24)
        self.proj = nn.Linear(8, 8)
        self.biases = nn.Parameter(torch.randn(9, 2))
        places = torch.stack(torch.meshgrid(torch.arange(2), torch.arange(2), indexing="ij")).flatten(1)
        apart = (places[:, :, None] - places[:, None, :]) + 1
        self.register_buffer("index", apart[0] * 3 + apart[1])
        area = torch.zeros(1, side, side, 1)
        area[:, -1:], area[:, :, -1:] = area[:, -1:] + 1, area[:, :, -1:] + 2
        area = self.split(area.roll((-1, -1), (1, 2))).squeeze(-1)
        self.register_buffer("mask", torch.where(area[:, None] == area[:, :, None], 0.0, -100.0), persistent=False)

    @staticmethod
    def split(x):
        n, h, w, c = x.shape
        return x.view(n, h // 2, 2, w // 2, 2, c).permute(0, 1, 3, 2, 4, 5).reshape(-1, 4, c)

    def forward(self, x):
        n, h, w, c = x.shape
        windows = self.split(torch.roll(x, (-1, -1), (1, 2)))
        q, k, v = self.qkv(windows).view(-1, 4, 3, 2, 4).permute(2, 0, 3, 1, 4).unbind(0)
        weights = q @ k.transpose(-2, -1) * 0.5 + self.biases[self.index].permute(2, 0, 1)
        masked = weights.view(n, -1, 2, 4, 4) + self.mask[None, :, None]
        y = (masked.view(-1, 2, 4, 4).softmax(-1) @ v).transpose(1, 2).reshape(-1, 4, c)
        y = self.proj(y).view(n, h // 2, w // 2, 2, 2, c).permute(0, 1, 3, 2, 4, 5).reshape(n, h, w, c)
        return torch.roll(y, (1, 1), (1, 2))


class Shifted(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch = nn.Conv2d(3, 8, 2, stride=2)
        self.norm1 = nn.LayerNorm(8)
        self.windows = Windows(4)
        self.norm2 = nn.LayerNorm(8)
        self.fc = nn.Linear(8, CLASSES)

    def forward(self, x):
        x = self.patch(x).permute(0, 2, 3, 1)
        x = x + self.windows(self.norm1(x))
        return self.fc(self.norm2(x).mean([1, 2]))


class Choosing(Plain):
    """Chooses between two branches by the values of its input."""

    def forward(self, x):
        y = self.body(x)
        y = torch.cond(x.sum() > 0, lambda a: a.sin(), lambda a: a.cos(), (y,))
        return self.fc(self.last(y).mean([2, 3]))


class Strided(Plain):
    """Weights that are not contiguous, and one storage with the weights of two modules."""

    def __init__(self):
        super().__init__()
        self.mix = nn.Linear(4, 4, bias=False)
        self.tied = nn.Linear(4, 4, bias=False)

    def arranged(self):
        self.body.conv.weight.data = self.body.conv.weight.data.to(memory_format=torch.channels_last)
        self.fc.weight.data = self.fc.weight.data.t().contiguous().t()
        self.tied.weight = self.mix.weight
        return self

    def forward(self, x):
        y = self.last(self.body(x)).mean([2, 3])
        return self.fc(self.tied(torch.relu(self.mix(y))))


class OneStorage(Plain):
    """All its weights are views of one tensor, at different places."""

    def arranged(self):
        parameters = [self.last.weight, self.last.bias, self.fc.weight, self.fc.bias]
        flat = torch.cat([parameter.detach().flatten() for parameter in parameters])
        start = 0
        for parameter in parameters:
            parameter.data = flat[start : start + parameter.numel()].view(parameter.shape)
            start += parameter.numel()
        return self


class Interpolated(Plain):
    def forward(self, x):
        y = F.interpolate(self.body(x), scale_factor=2.0, mode="bilinear", align_corners=False)
        y = F.interpolate(self.last(y), scale_factor=0.5, mode="bicubic", antialias=True)
        return self.fc(F.interpolate(y, size=[5, 5]).amax([2, 3]))


class KeywordOnly(Plain):
    def forward(self, *, pixel_values):
        return super().forward(pixel_values)


class TwoInputs(Plain):
    def forward(self, x, shift):
        return super().forward(x + shift)


class Functional(nn.Module):
    """Weights without modules."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(4, 3, 3, 3))
        self.bias = nn.Parameter(torch.randn(4))
        self.head = nn.Parameter(torch.randn(CLASSES, 4))

    def forward(self, x):
        return F.linear(F.relu(F.conv2d(x, self.weight, self.bias, padding=1)).mean([2, 3]), self.head)


class Normalised(Plain):
    """Normalisations over groups, places and channels, and an activation that is a function."""

    def __init__(self):
        super().__init__()
        self.groups = nn.GroupNorm(2, 4)
        self.channels = nn.LayerNorm(4, eps=1e-6)
        self.places = nn.InstanceNorm2d(4, affine=True)
        self.activation = lambda y: F.gelu(y, approximate="tanh") * F.softplus(y)

    def forward(self, x):
        y = self.activation(self.groups(self.body(x)))
        y = self.channels(y.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        return self.fc(self.last(self.places(y)).amax([2, 3]))


class Convolutions(nn.Module):
    def __init__(self):
        super().__init__()
        self.grouped = nn.Conv2d(3, 6, 3, padding="same", groups=3, padding_mode="reflect")
        self.dilated = nn.Conv2d(6, 4, 3, padding=2, dilation=2, bias=False)
        self.up = nn.ConvTranspose2d(4, 4, 3, stride=2, padding=1, output_padding=1, groups=2)
        self.pool = nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)
        self.line = nn.Conv1d(4, 4, 3, padding=1)
        self.fc = nn.Linear(4, CLASSES)

    def forward(self, x):
        x = F.leaky_relu(self.dilated(self.grouped(x)), 0.2)
        return self.fc(self.line(self.pool(self.up(x)).flatten(2)).mean(2))


class Unsaved(Plain):
    """Has a buffer that its state does not hold."""

    def __init__(self):
        super().__init__()
        self.register_buffer("scale", torch.tensor([1.0, 2, 3, 4]).view(1, 4, 1, 1), persistent=False)
        self.shift = torch.tensor(0.5)

    def forward(self, x):
        return self.fc(self.last(self.body(x) * self.scale + self.shift).mean([2, 3]))


class Grey(Plain):
    def __init__(self):
        super().__init__()
        self.body.conv = nn.Conv2d(1, 4, 3, padding=1)


class Sigmoid(Plain):
    def forward(self, x):
        return super().forward(x).sigmoid()


class Conversions(Plain):
    def forward(self, x):
        y = self.body(x).double().float().to(torch.float32)
        y = y + (y > 0).to(y.dtype).type_as(x) + y.long().clamp(-1, 1).float()
        return self.fc(self.last(y).mean([2, 3]))


class Made(Plain):
    """Makes tensors on the device of its input."""

    def forward(self, x):
        y = self.body(x)
        y = y + torch.zeros(1, device=x.device) + torch.arange(y.shape[3], device=x.device, dtype=y.dtype)
        y = torch.where(y > 1, y, torch.full_like(y, 0.5)) + y.new_ones(4, 1, 1)
        return self.fc(self.last(y).mean([2, 3]))


class Placed(Plain):
    """Writes into parts of a tensor, also at places that a list of numbers gives."""

    def forward(self, x):
        y = self.body(x).clone()
        y[:, 1, 0] = 0.5
        y[:, :, torch.tensor([0, 3]), torch.tensor([1, 2])] = y[:, :, 2, :2]
        y[y > 2] = 2.0
        return self.fc(self.last(y).mean([2, 3]))


class Einsum(Plain):
    def __init__(self):
        super().__init__()
        self.mix = nn.Parameter(torch.randn(4, 4))

    def forward(self, x):
        y = torch.einsum("nchw,dc->ndhw", self.body(x), self.mix)
        return self.fc(torch.einsum("nchw,nchw->nc", self.last(y), y))


class Masked(Plain):
    """Attention among places with a mask, and once more with all places before it."""

    def forward(self, x):
        y = self.body(x)
        tokens = y.flatten(2).transpose(1, 2).unsqueeze(1)
        mask = torch.ones(tokens.shape[2], tokens.shape[2], dtype=torch.bool).tril(3).triu(-3)
        tokens = F.scaled_dot_product_attention(tokens, tokens, tokens, attn_mask=mask)
        tokens = F.scaled_dot_product_attention(tokens, tokens, tokens, is_causal=True, scale=0.7)
        return self.fc(self.last(tokens.squeeze(1).transpose(1, 2).reshape(y.shape)).mean([2, 3]))


class Recurrent(nn.Module):
    """Reads patches as a sequence."""

    def __init__(self):
        super().__init__()
        self.patch = nn.Conv2d(3, 4, 4, stride=4)
        self.lstm = nn.LSTM(4, 3, num_layers=2, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(6, CLASSES)

    def forward(self, x):
        tokens, _ = self.lstm(self.patch(x).flatten(2).transpose(1, 2))
        return self.fc(tokens[:, -1])


class Scattered(Plain):
    """Sorts, gathers, pads and folds."""

    def forward(self, x):
        y = self.body(x)
        best, where = y.flatten(2).topk(4, 2)
        spread = torch.zeros_like(y.flatten(2)).scatter_add(2, where, best).view_as(y)
        columns = F.unfold(F.pad(spread, (1, 1, 1, 1), value=0.25), 3)
        y = F.pixel_unshuffle(F.pixel_shuffle(y, 2), 2) + F.fold(columns, y.shape[2:], 3, padding=1)
        return self.fc(self.last(F.normalize(y, dim=1)).mean([2, 3]))


def sequential():
    return nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1),
        nn.Sequential(nn.BatchNorm2d(4), nn.SiLU(inplace=True)),
        Body4(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(4, CLASSES),
    )


class Body4(Body):
    """A body of four channels in and out."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(4, 4, 3, padding=1, groups=2)
