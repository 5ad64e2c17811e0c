# Methods that run the whole network on masked images. ${logits} are the logits of `masked`.

# A constant mask becomes 0 everywhere when it is scaled.
def heatmill_masked(self: ${network}, image: Tensor, background: Tensor, maps: Tensor, strengths: Tensor, window: Tensor, plan: Tensor) -> Tensor:
  chunk = int(torch.select(plan, 0, 0))
  scaled = bool(torch.select(plan, 0, 1))
  enlarged = [int(torch.select(plan, 0, 2)), int(torch.select(plan, 0, 3))]
  corners = bool(torch.select(plan, 0, 4))
  size = [torch.size(image, 2), torch.size(image, 3)]
  difference = torch.sub(image, background)
  count = torch.size(maps, 0)
  results = annotate(List[Tensor], [])
  rounds = torch.floordiv(torch.add(count, torch.sub(chunk, 1)), chunk)
  for c in range(rounds):
    start = torch.mul(c, chunk)
    end = ops.prim.min(torch.add(start, chunk), count)
    length = torch.sub(end, start)
    large = torch.upsample_bilinear2d(torch.slice(maps, 0, start, end), enlarged, corners)
    if torch.ne(enlarged, size):
      parts = annotate(List[Tensor], [])
      for i in range(length):
        top = int(torch.select(torch.select(window, 0, torch.add(start, i)), 0, 0))
        left = int(torch.select(torch.select(window, 0, torch.add(start, i)), 0, 1))
        one = torch.slice(large, 0, i, torch.add(i, 1))
        rows = torch.slice(one, 2, top, torch.add(top, size[0]))
        part = torch.slice(rows, 3, left, torch.add(left, size[1]))
        _p = torch.append(parts, part)
      seen = torch.cat(parts)
    else:
      seen = large
    low = torch.amin(seen, [1, 2, 3], True)
    range0 = torch.sub(torch.amax(seen, [1, 2, 3], True), low)
    range1 = torch.where(torch.eq(range0, 0), torch.ones_like(range0), range0)
    scale0 = torch.div(torch.sub(seen, low), range1)
    if scaled:
      mask = scale0
    else:
      mask = seen
    strength = torch.reshape(torch.slice(strengths, 0, start, end), [length, 1, 1, 1])
    mask0 = torch.mul(mask, strength)
    masked = torch.addcmul(background, mask0, difference)
    _r = torch.append(results, torch.detach(${logits}))
  return torch.cat(results)

def heatmill_mask_gradients(self: ${network}, images: Tensor, maps: Tensor, classes: Tensor) -> List[Tensor]:
  leaf = torch.requires_grad_(torch.clone(maps), True)
  size = [torch.size(images, 2), torch.size(images, 3)]
  large = torch.upsample_bilinear2d(leaf, size, False)
  low = torch.amin(large, [1, 2, 3], True)
  range0 = torch.sub(torch.amax(large, [1, 2, 3], True), low)
  range1 = torch.where(torch.eq(range0, 0), torch.ones_like(range0), range0)
  mask = torch.div(torch.sub(large, low), range1)
  masked = torch.mul(images, mask)
  logits = ${logits}
  score = torch.sum(torch.gather(logits, 1, torch.unsqueeze(classes, 1)))
  if ops.prim.requires_grad(score):
    gradients = torch.autograd.grad([score], [leaf])
    gradient = unchecked_cast(Tensor, gradients[0])
  else:
    gradient = torch.zeros_like(maps)
  return [torch.detach(logits), gradient]
