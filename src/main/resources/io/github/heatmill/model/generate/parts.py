# The parts of what the network returns, as text in character codes: path, shape and a semicolon for each
# tensor, such as "logits [2, 10];". See OpenedMethods.PARTS.
def heatmill_parts(self: ${network}, images: Tensor) -> Tensor:
  text = ""
  returned = (self).forward(${input}, )
  ${parts}
  codes = annotate(List[int], [])
  for c in range(torch.len(text)):
    _c = torch.append(codes, torch.ord(text[c]))
  return torch.tensor(codes)
