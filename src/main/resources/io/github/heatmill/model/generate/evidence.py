# Logits, explained classes, activations, gradients, and the values that heads need, in one call.
# See OpenedMethods.EVIDENCE. Without gradients, those of a layer are a tensor without elements.

# The classes to explain, one column for each rank. Of classes with equal scores the first comes first.
def heatmill_chosen(self: ${network}, logits: Tensor, classes: Tensor, above: Tensor) -> Tensor:
  count = ${classes}
  first = torch.slice(logits, 1, 0, count)
  images = int(torch.select(above, 0, 1))
  if torch.gt(images, 0):
    high = torch.ge((self).heatmill_probabilities(logits, ), torch.select(above, 0, 0))
    most = int(torch.max(torch.sum(torch.slice(torch.slice(high, 1, 0, count), 0, 0, images), [1])))
    ranks = ops.prim.max(1, ops.prim.min(most, int(torch.select(above, 0, 2))))
    columns = torch.neg(torch.add(torch.arange(ranks, dtype=4, layout=0, device=ops.prim.device(classes)), 1))
    wanted = torch.repeat(torch.unsqueeze(columns, 0), [torch.size(logits, 0), 1])
  else:
    wanted = classes
  ranked = torch.argsort(first, stable=True, dim=1, descending=True)
  places = torch.clamp(torch.sub(torch.neg(wanted), 1), 0, torch.sub(torch.size(first, 1), 1))
  return torch.where(torch.lt(wanted, 0), torch.gather(ranked, 1, places), wanted)

def heatmill_evidence(self: ${network}, images: Tensor, classes: Tensor, above: Tensor) -> List[Tensor]:
  ${statements}
  logits = ${logits}
  shape = torch.size(logits)
  if torch.ne(torch.slice(shape, 0, -1), [torch.size(images, 0)]):
    ops.prim.RaiseException(torch.format("Model is not a classifier: its output has the shape {} (must be (images, classes); save a wrapper that returns one row of scores for each image)", shape))
  else:
    pass
  chosen = (self).heatmill_chosen(torch.detach(logits), classes, above, )
  result = [torch.detach(logits), chosen${detached}]
  ranks = torch.size(chosen, 1)
  for r in range(ranks):
    score = torch.sum(torch.gather(logits, 1, torch.slice(chosen, 1, r, torch.add(r, 1))))
    kept = torch.lt(torch.add(r, 1), ranks)
    ${differentiated}
  ${appended}
  return result
