# The class scores y in what the network returns, and their probabilities; see OutputKind.

# A network that returns one number for each image may leave out the axis of classes. Where one axis alone is
# longer than 1, it is that of classes, such as in (images, classes, 1, 1) and (images, 1, classes).
def heatmill_scores(self: ${network}, returned: ${type}) -> Tensor:
  ${part}
  if torch.is_floating_point(part):
    part0 = torch.to(part, 6)
  else:
    ops.prim.RaiseException("Model returns whole numbers, which have no gradients (save it without the arg max or the rounding at its end)")
    part0 = part
  shape = torch.size(part0)
  if torch.lt(torch.len(shape), 2):
    table = torch.reshape(part0, [-1, 1])
  else:
    table0 = torch.flatten(part0, 1)
    if torch.__contains__(torch.slice(shape, 1), torch.size(table0, 1)):
      table = table0
    else:
      table = part0
  ${scores}
  return scores

# Both in the shape of the scores; the probabilities in double precision.
def heatmill_probabilities(self: ${network}, scores: Tensor) -> Tensor:
  return ${probabilities}

def heatmill_log_probabilities(self: ${network}, scores: Tensor) -> Tensor:
  return ${log_probabilities}

# The cross-entropy of the wanted probabilities, summed over the images.
def heatmill_cross_entropy(self: ${network}, scores: Tensor, wanted: Tensor) -> Tensor:
  ${cross_entropy}
  return torch.neg(torch.sum(agreement))
