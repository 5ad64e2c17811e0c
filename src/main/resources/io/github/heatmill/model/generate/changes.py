# The changes of one output. Its axis of images is negative if changes are not wanted.
def heatmill_changes(self: ${network}, output: Tensor, axis: int) -> Tensor:
  changes = [torch.zeros([0])]
  if torch.ge(axis, 0):
    if ops.prim.is_quantized(output):
      numbers = torch.dequantize(output)
    else:
      numbers = output
    images = torch.to(torch.movedim(numbers, axis, 0), 6)
    different = torch.abs(torch.sub(torch.slice(images, 0, 1), torch.slice(images, 0, 0, 1)))
    for i in range(torch.sub(torch.dim(different), 1)):
      along = torch.movedim(different, torch.add(i, 1), 1)
      rows = torch.reshape(along, [torch.size(along, 0), torch.size(along, 1), -1])
      _c = torch.append(changes, torch.flatten(torch.mean(rows, [2])))
    error = torch.amax(torch.abs(torch.sub(torch.sum(images, [-1]), 1)))
    _e = torch.append(changes, torch.reshape(error, [1]))
  else:
    pass
  return torch.cat(changes)
