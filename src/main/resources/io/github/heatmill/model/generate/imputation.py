# Fills removed pixels in from their neighbours: each is the weighted mean of the 8 around it.
#
# That is a linear system, symmetric and positive definite as long as one pixel is known. Conjugate
# gradients solve it. The preconditioner spreads each residual at a half, a quarter, and so on of the
# resolution, too (Bramble, Pasciak and Xu 1990), so that a handful of steps is enough. The search
# starts from means of known pixels, over the smallest of these cells that has any. A plane is one
# channel of one copy. Planes are solved side by side, but each for itself: a plane that is done makes
# steps of 0, so that no result depends on other planes.

# The weighted sum of the neighbours. Pixels beyond the border have no weight. Sums of slices, because
# a convolution with a single channel takes ten times as long, and some devices round its input.
def heatmill_neighbours(self: ${network}, x: Tensor) -> Tensor:
  wide = torch.constant_pad_nd(x, [1, 1, 1, 1], 0)
  rows = torch.add(torch.slice(wide, 2, 0, -2), torch.slice(wide, 2, 1, -1), alpha=2)
  rows0 = torch.add(rows, torch.slice(wide, 2, 2))
  both = torch.add(torch.slice(rows0, 3, 0, -2), torch.slice(rows0, 3, 1, -1), alpha=2)
  both0 = torch.add(both, torch.slice(rows0, 3, 2))
  return torch.div(torch.sub(both0, x, alpha=4), 12)

# (x (P, 1, h, w), size) to planes of that size, where h and w are doubled, or one less. Bilinear.
def heatmill_finer(self: ${network}, x: Tensor, size: List[int]) -> Tensor:
  double = [torch.mul(torch.size(x, 2), 2), torch.mul(torch.size(x, 3), 2)]
  large = torch.upsample_bilinear2d(x, double, False)
  return torch.slice(torch.slice(large, 2, 0, size[0]), 3, 0, size[1])

# The transpose of heatmill_finer, which keeps the matrix of the conjugate gradients symmetric.
def heatmill_gathered(self: ${network}, x: Tensor) -> Tensor:
  odd = [0, torch.remainder(torch.size(x, 3), 2), 0, torch.remainder(torch.size(x, 2), 2)]
  wide = torch.replication_pad2d(torch.constant_pad_nd(x, odd, 0), [1, 1, 1, 1])
  rows = torch.add(torch.slice(wide, 2, 1, -2, 2), torch.slice(wide, 2, 2, -1, 2))
  outer = torch.add(torch.slice(wide, 2, 0, -3, 2), torch.slice(wide, 2, 3, None, 2))
  rows0 = torch.add(outer, rows, alpha=3)
  both = torch.add(torch.slice(rows0, 3, 1, -2, 2), torch.slice(rows0, 3, 2, -1, 2))
  outer0 = torch.add(torch.slice(rows0, 3, 0, -3, 2), torch.slice(rows0, 3, 3, None, 2))
  return torch.div(torch.add(outer0, both, alpha=3), 16)

# (residual, masks) to the residual, spread over all resolutions that have a mask.
def heatmill_spread(self: ${network}, residual: Tensor, masks: List[Tensor]) -> Tensor:
  residuals = [residual]
  levels = torch.sub(torch.len(masks), 1)
  for l in range(levels):
    coarse = (self).heatmill_gathered(residuals[l], )
    _r = torch.append(residuals, torch.mul(coarse, masks[torch.add(l, 1)]))
  z = residuals[levels]
  for l in range(levels):
    k = torch.sub(torch.sub(levels, 1), l)
    size = [torch.size(masks[k], 2), torch.size(masks[k], 3)]
    z = torch.mul(torch.add((self).heatmill_finer(z, size, ), residuals[k]), masks[k])
  return z

# The values from which the search starts.
def heatmill_start(self: ${network}, x: Tensor, masks: List[Tensor], means: Tensor) -> Tensor:
  known = torch.rsub(masks[0], 1)
  levels = torch.sub(torch.len(masks), 1)
  values = [torch.mul(x, known)]
  shares = [known]
  for l in range(levels):
    _v = torch.append(values, torch.avg_pool2d(values[l], [2, 2], [2, 2], [0, 0], True, False))
    _s = torch.append(shares, torch.avg_pool2d(shares[l], [2, 2], [2, 2], [0, 0], True, False))
  filled = torch.where(torch.gt(shares[levels], 0), torch.div(values[levels], shares[levels]), means)
  for l in range(levels):
    k = torch.sub(torch.sub(levels, 1), l)
    size = [torch.size(shares[k], 2), torch.size(shares[k], 3)]
    finer = (self).heatmill_finer(filled, size, )
    filled = torch.where(torch.gt(shares[k], 0), torch.div(values[k], shares[k]), finer)
  return filled

# The conjugate gradients. A plane is done when its residual is 2e-5 of its largest absolute value.
# Photos need about ten steps.
def heatmill_solved(self: ${network}, start: Tensor, masks: List[Tensor]) -> Tensor:
  x = start
  mask = masks[0]
  degree = (self).heatmill_neighbours(torch.ones_like(torch.slice(x, 0, 0, 1)), )
  r = torch.mul(torch.sub((self).heatmill_neighbours(x, ), torch.mul(degree, x)), mask)
  enough = torch.mul(torch.amax(torch.abs(x), [1, 2, 3], True), 2.0000000000000002e-05)
  p = (self).heatmill_spread(r, masks, )
  rz = torch.sum(torch.mul(r, p), [1, 2, 3], True)
  for i in range(50):
      active = torch.gt(torch.amax(torch.abs(r), [1, 2, 3], True), enough)
      if bool(torch.any(active)):
        q = torch.mul(torch.sub(torch.mul(degree, p), (self).heatmill_neighbours(p, )), mask)
        step = torch.div(rz, torch.sum(torch.mul(p, q), [1, 2, 3], True))
        step0 = torch.where(active, step, torch.zeros_like(step))
        x = torch.addcmul(x, step0, p)
        r = torch.addcmul(r, step0, q, value=-1)
        z = (self).heatmill_spread(r, masks, )
        rz0 = torch.sum(torch.mul(r, z), [1, 2, 3], True)
        p = torch.addcmul(z, torch.where(active, torch.div(rz0, rz), torch.zeros_like(rz)), p)
        rz = rz0
      else:
        pass
  return x

# See OpenedMethods.IMPUTED. 31 halvings bring any image down to one cell.
def heatmill_imputed(self: ${network}, copies: Tensor, removed: Tensor, means: Tensor) -> Tensor:
  planes = torch.mul(torch.size(copies, 0), torch.size(copies, 1))
  x = torch.reshape(copies, [planes, 1, torch.size(copies, 2), torch.size(copies, 3)])
  mask = torch.repeat_interleave(torch.to(removed, 6), torch.size(copies, 1), 0)
  masks = [mask]
  for l in range(31):
    if torch.gt(torch.numel(masks[torch.sub(torch.len(masks), 1)]), planes):
      part = torch.avg_pool2d(masks[torch.sub(torch.len(masks), 1)], [2, 2], [2, 2], [0, 0], True, False)
      _m = torch.append(masks, torch.floor(part))
    else:
      pass
  filled = (self).heatmill_start(x, masks, torch.reshape(means, [planes, 1, 1, 1]), )
  whole = torch.reshape((self).heatmill_solved(filled, masks, ), torch.size(copies))
  return torch.where(torch.ne(removed, 0), whole, copies)
