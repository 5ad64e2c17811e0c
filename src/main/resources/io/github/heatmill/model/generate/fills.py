# Everything that altered copies of images are made of.

# All that copies may show: the images, zeros, black, and then the blurred images.
def heatmill_substrates(self: ${network}, images: Tensor, black: Tensor, kernels: Tensor, blurs: Tensor, count: int) -> Tensor:
  blank = torch.zeros_like(torch.slice(images, 0, 0, 1))
  shown = [images, blank, torch.add(blank, black)]
  for i in range(count):
    blur = torch.select(blurs, 0, i)
    image = int(torch.select(blur, 0, 0))
    length = int(torch.select(blur, 0, 2))
    half = torch.floordiv(length, 2)
    kernel = torch.select(kernels, 0, int(torch.select(blur, 0, 1)))
    weights = torch.slice(kernel, 0, 0, length)
    planes = torch.transpose(torch.slice(images, 0, image, torch.add(image, 1)), 0, 1)
    along = torch.reshape(weights, [1, 1, 1, length])
    rows = torch.conv2d(planes, along, None, [1, 1], [0, half], [1, 1], 1)
    down = torch.reshape(weights, [1, 1, length, 1])
    both = torch.conv2d(rows, down, None, [1, 1], [half, 0], [1, 1], 1)
    _s = torch.append(shown, torch.transpose(both, 0, 1))
  return torch.cat(shown)

# For each pixel the number of pixels before it, highest first. Computed once for each map.
def heatmill_ranks(self: ${network}, large: Tensor) -> Tensor:
  flat = torch.flatten(large, 1)
  values, order = torch.sort(flat, stable=True, dim=1, descending=True)
  places = torch.arange(torch.size(flat, 1), dtype=4, device=ops.prim.device(flat))
  ranks = torch.scatter(torch.zeros_like(order), 1, order, torch.expand(places, torch.size(flat)))
  return torch.reshape(torch.to(ranks, 3), torch.size(large))

# Each map scaled to 0..1 by its own range. A constant map becomes 0 everywhere.
def heatmill_shades(self: ${network}, large: Tensor) -> Tensor:
  low = torch.amin(large, [1, 2, 3], True)
  range0 = torch.sub(torch.amax(large, [1, 2, 3], True), low)
  range1 = torch.where(torch.eq(range0, 0), torch.ones_like(range0), range0)
  return torch.div(torch.sub(large, low), range1)
