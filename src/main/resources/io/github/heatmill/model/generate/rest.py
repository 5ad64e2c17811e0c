# The part of the network after one layer.

def heatmill_head_${head}(self: ${network}, a: Tensor, carried: List[Tensor]) -> Tensor:
  ${unpack}
  ${statements}
  return ${logits}
