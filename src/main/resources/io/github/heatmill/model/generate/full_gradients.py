# See OpenedMethods.FULL_GRADIENTS. `nothing` is added to everything, so that everything has a graph.
# The last pooling takes means of 4 x 4 pixels, of fewer at an edge that 4 does not divide.
def heatmill_full_gradients(self: ${network}, pixels: Tensor, classes: Tensor) -> List[Tensor]:
  leaf = torch.requires_grad_(torch.clone(pixels), True)
  nothing = torch.mul(torch.sum(leaf), 0)
  images = torch.clone(leaf)
  ${statements}
  logits = ${logits}
  scores = torch.gather(logits, 1, torch.unsqueeze(classes, 1))
  score = torch.add(torch.sum(scores), nothing)
  gradients = torch.autograd.grad([score], [leaf${tapped}], None, None, False, True)
  size = [torch.size(leaf, 2), torch.size(leaf, 3)]
  share = torch.mul(torch.detach(leaf), unchecked_cast(Tensor, gradients[0]))
  explained = torch.sum(share, [1, 2, 3])
  whole = torch.abs(share)
  low = torch.amin(whole, [1, 2, 3], True)
  map = torch.upsample_bilinear2d(torch.sum(torch.div(torch.sub(whole, low), torch.clamp_min(torch.sub(torch.amax(whole, [1, 2, 3], True), low), 1.1754943508222875e-38)), [1], True), size, False)
  ${shares}
  small = torch.avg_pool2d(map, [4, 4], [4, 4], [0, 0], True, False)
  return [small, explained]
