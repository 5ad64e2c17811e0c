# Logits, explained classes, activations, gradients, and the values that heads need, in one call.
# See OpenedMethods.EVIDENCE. Without gradients, those of a layer are a tensor without elements.
def heatmill_evidence(self: ${network}, images: Tensor, classes: Tensor) -> List[Tensor]:
  ${statements}
  logits = ${logits}
  shape = torch.size(logits)
  if torch.ne(torch.slice(shape, 0, -1), [torch.size(images, 0)]):
    ops.prim.RaiseException(torch.format("Model is not a classifier: its output has the shape {} (must be (images, classes); save a wrapper that returns one row of scores for each image)", shape))
  else:
    pass
  chosen = torch.where(torch.lt(classes, 0), torch.argmax(logits, 1), classes)
  score = torch.sum(torch.gather(logits, 1, torch.unsqueeze(chosen, 1)))
  ${differentiated}
  result = [torch.detach(logits), chosen${detached}]
  ${appended}
  return result
