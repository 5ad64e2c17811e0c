# Makes altered copies of images and runs the whole network on them. ${logits} are those of `copies`.

# The copies of one pass. Weights of 0 and 1 give the fills themselves, to the last bit. Where no copy
# needs the ranks of the maps, or none needs their shades, that argument is a single value.
def heatmill_altered(self: ${network}, rows: Tensor, shown: Tensor, ranks: Tensor, shades: Tensor, noise: Tensor) -> Tensor:
  map = torch.select(rows, 1, 1)
  pixels = torch.reshape(torch.select(rows, 1, 2), [-1, 1, 1, 1])
  inside = torch.index_select(shown, 0, torch.select(rows, 1, 3))
  outside = torch.index_select(shown, 0, torch.select(rows, 1, 4))
  side = torch.reshape(torch.select(rows, 1, 5), [-1, 1, 1, 1])
  high = torch.lt(torch.index_select(ranks, 0, map), pixels)
  shade = torch.index_select(shades, 0, map)
  weight = torch.where(torch.lt(pixels, 0), shade, torch.to(high, 6))
  copies = torch.lerp(outside, inside, weight)
  if bool(torch.any(torch.gt(side, 0))):
    removed = torch.logical_and(torch.gt(side, 0), torch.eq(high, torch.eq(side, 1)))
    images = torch.index_select(shown, 0, torch.select(rows, 1, 0))
    means = torch.mean(images, [2, 3], True)
    filled = (self).heatmill_imputed(copies, removed, means, )
    spots = torch.index_select(noise, 0, torch.select(rows, 1, 6))
    result = torch.where(removed, torch.add(filled, spots), filled)
  else:
    result = copies
  return result

# See OpenedMethods.COPIES.
def heatmill_copies(self: ${network}, images: Tensor, black: Tensor, kernels: Tensor, blurs: Tensor, maps: Tensor, noise: Tensor, plan: Tensor, settings: Tensor) -> List[Tensor]:
  chunk = int(torch.select(settings, 0, 0))
  shown = (self).heatmill_substrates(images, black, kernels, blurs, int(torch.select(settings, 0, 1)), )
  size = [torch.size(images, 2), torch.size(images, 3)]
  large = torch.upsample_bilinear2d(maps, size, False)
  nothing = torch.slice(torch.slice(torch.zeros_like(maps), 2, 0, 1), 3, 0, 1)
  if bool(torch.select(settings, 0, 2)):
    ranks = (self).heatmill_ranks(large, )
  else:
    ranks = torch.to(nothing, 3)
  if bool(torch.select(settings, 0, 3)):
    shades = (self).heatmill_shades(large, )
  else:
    shades = nothing
  logits = annotate(List[Tensor], [])
  probabilities = annotate(List[Tensor], [])
  rounds = torch.floordiv(torch.size(plan, 0), chunk)
  for c in range(rounds):
    start = torch.mul(c, chunk)
    rows = torch.slice(plan, 0, start, torch.add(start, chunk))
    copies = (self).heatmill_altered(rows, shown, ranks, shades, noise, )
    scores = torch.detach(${logits})
    classes = torch.unsqueeze(torch.select(rows, 1, 7), 1)
    _l = torch.append(logits, torch.gather(scores, 1, classes))
    _p = torch.append(probabilities, torch.gather((self).heatmill_probabilities(scores, ), 1, classes))
  return [torch.cat(logits), torch.cat(probabilities)]
