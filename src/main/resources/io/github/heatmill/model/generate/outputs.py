# The shapes of all tapped outputs, in the order of execution, and how they change between the images:
# see OpenedMethods.OUTPUTS.
def heatmill_outputs(self: ${network}, images: Tensor, axes: Tensor) -> List[Tensor]:
  outputs = annotate(List[Tensor], [])
  ${statements}
  return outputs
