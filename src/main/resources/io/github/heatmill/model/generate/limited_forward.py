# The program, which takes a limited number of images.
def heatmill_program(self: ${network}, images: Tensor) -> List[Tensor]:
  ${statements}
  return [${tensors}]

def forward(self: ${network}, images: Tensor) -> ${type}:
  returned = (self).heatmill_forward(images, )
  return ${returned}
