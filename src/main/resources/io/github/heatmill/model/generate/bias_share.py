# Adds the share of one bias to the explained sum and, if it has places, to the map: scaled to 0..1 by
# the range over all channels, and summed over them. The gradient is None, taken as 0, where the
# logits do not depend on the output.
bias = torch.detach(${bias})
if torch.__isnot__(gradients[${index}], None):
  gradient = unchecked_cast(Tensor, gradients[${index}])
else:
  gradient = torch.zeros_like(${output})
share = torch.mul(bias, gradient)
of_images = torch.movedim(share, ${images}, 0)
count = torch.size(leaf, 0)
if torch.ne(torch.remainder(torch.size(of_images, 0), count), 0):
  ops.prim.RaiseException("full-grad cannot tell the shares of images apart: they share the bias of ${module}, because its output does not depend on the image")
else:
  pass
explained = torch.add(explained, torch.sum(torch.reshape(of_images, [count, -1]), [1]))
places = ${maps}
if torch.eq(torch.dim(places), 4):
  whole = torch.abs(places)
  low = torch.amin(whole, [1, 2, 3], True)
  map = torch.add(map, torch.upsample_bilinear2d(torch.sum(torch.div(torch.sub(whole, low), torch.clamp_min(torch.sub(torch.amax(whole, [1, 2, 3], True), low), 1.1754943508222875e-38)), [1], True), size, False))
else:
  pass
