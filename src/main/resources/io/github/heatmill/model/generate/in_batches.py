# Calls ${inner} on as many images at once as the program takes, and puts the results together. Missing
# images are copies of the first one of a batch, and their results are dropped.
def ${method}(self: ${network}, images: Tensor) -> List[Tensor]:
  count = torch.size(images, 0)
  most = ops.prim.min(count, ${most})
  batch = ops.prim.max(most, ${least})
  rounds = torch.floordiv(torch.add(count, torch.sub(batch, 1)), batch)
  rows = annotate(List[List[Tensor]], [])
  for i in range(rounds):
    start = torch.mul(i, batch)
    some = torch.slice(images, 0, start, torch.add(start, batch))
    missing = torch.sub(batch, torch.size(some, 0))
    if torch.gt(missing, 0):
      copies = torch.repeat(torch.slice(some, 0, 0, 1), [missing, 1, 1, 1])
      full = torch.cat([some, copies])
    else:
      full = some
    _r = torch.append(rows, (self).${inner}(full, ))
  joined = annotate(List[Tensor], [])
  for p in range(torch.len(rows[0])):
    parts = annotate(List[Tensor], [])
    for r in range(rounds):
      row = rows[r]
      _p = torch.append(parts, row[p])
    _j = torch.append(joined, (self).${method}_joined(parts, batch, count, ))
  return joined

# The results of several batches. The axis of images is the first one that has the length of a batch; where
# none has, the images lie one after the other along the first axis.
def ${method}_joined(self: ${network}, parts: List[Tensor], batch: int, count: int) -> Tensor:
  first = parts[0]
  axes = torch.dim(first)
  axis = -1
  for i in range(axes):
    last = torch.sub(torch.sub(axes, i), 1)
    if torch.eq(torch.size(first, last), batch):
      axis0 = last
    else:
      axis0 = axis
    axis = axis0
  if torch.ge(axis, 0):
    result = torch.slice(torch.cat(parts, axis), axis, 0, count)
  else:
    if torch.gt(axes, 0):
      if torch.eq(torch.remainder(torch.size(first, 0), batch), 0):
        rows = torch.floordiv(torch.size(first, 0), batch)
        result1 = torch.slice(torch.cat(parts), 0, 0, torch.mul(rows, count))
      else:
        result1 = first
      result0 = result1
    else:
      result0 = first
    result = result0
  return result
