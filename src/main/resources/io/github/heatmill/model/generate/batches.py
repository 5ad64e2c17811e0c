# The smallest and the largest number of images that evidence can be asked for at once.
def heatmill_batches(self: ${network}, images: Tensor) -> Tensor:
  return torch.tensor([${least}, ${most}])
