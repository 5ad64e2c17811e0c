# The tapped outputs of a program that takes a limited number of images; see OpenedMethods.OUTPUTS.
def heatmill_layers(self: ${network}, images: Tensor) -> List[Tensor]:
  outputs = annotate(List[Tensor], [])
  ${statements}
  return outputs

def heatmill_outputs(self: ${network}, images: Tensor, axes: Tensor) -> List[Tensor]:
  outputs = annotate(List[Tensor], [])
  tapped = (self).heatmill_layers_in_batches(images, )
  for i in range(torch.len(tapped)):
    output = tapped[i]
    _s = torch.append(outputs, torch.tensor(torch.size(output)))
    _c = torch.append(outputs, (self).heatmill_changes(output, int(torch.select(axes, 0, i)), ))
  return outputs
