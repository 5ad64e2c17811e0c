# The sizes of all tapped outputs, in the order of execution.
def heatmill_shapes(self: ${network}, images: Tensor) -> List[Tensor]:
  shapes = annotate(List[Tensor], [])
  ${statements}
  return shapes
