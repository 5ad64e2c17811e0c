# Adds the share of one bias to the explained sum and, if it has places, to the map: scaled to 0..1 by
# the range over all channels, and summed over them. The gradient is None, taken as 0, where the
# logits do not depend on the output.
bias = torch.detach(${bias})
if torch.__isnot__(gradients[${index}], None):
  gradient = unchecked_cast(Tensor, gradients[${index}])
else:
  gradient = torch.zeros_like(${output})
share = torch.mul(bias, gradient)
explained = torch.add(explained, torch.sum(torch.flatten(share, 1), [1]))
if torch.eq(torch.dim(share), 4):
  whole = torch.abs(share)
  low = torch.amin(whole, [1, 2, 3], True)
  map = torch.add(map, torch.upsample_bilinear2d(torch.sum(torch.div(torch.sub(whole, low), torch.clamp_min(torch.sub(torch.amax(whole, [1, 2, 3], True), low), 1.1754943508222875e-38)), [1], True), size, False))
else:
  pass
