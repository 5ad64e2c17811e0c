# What asks the part of the network after one layer: the methods of OpenedMethods that end in a layer's index.

def heatmill_gated_${layer}(self: ${network}, a: Tensor, keep: Tensor, fill: Tensor, carried: List[Tensor]) -> Tensor:
  results = annotate(List[Tensor], [])
  for m in range(torch.size(keep, 0)):
    gate = torch.select(keep, 0, m)
    rest = torch.mul(fill, torch.rsub(gate, 1))
    changed = torch.add(torch.mul(a, gate), rest)
    _r = torch.append(results, (self).heatmill_head_${layer}(changed, carried, ))
  return torch.stack(results)

def heatmill_head_gradients_${layer}(self: ${network}, a: Tensor, weights: Tensor, carried: List[Tensor]) -> Tensor:
  leaf = torch.requires_grad_(torch.clone(torch.detach(a)), True)
  score = torch.sum(torch.mul((self).heatmill_head_${layer}(leaf, carried, ), weights))
  gradients = torch.autograd.grad([score], [leaf])
  return unchecked_cast(Tensor, gradients[0])

def heatmill_cross_entropy_${layer}(self: ${network}, a: Tensor, wanted: Tensor, carried: List[Tensor]) -> List[Tensor]:
  leaf = torch.requires_grad_(torch.clone(torch.detach(a)), True)
  logits = (self).heatmill_head_${layer}(leaf, carried, )
  entropy = (self).heatmill_cross_entropy(logits, wanted, )
  gradients = torch.autograd.grad([entropy], [leaf])
  return [torch.detach(logits), unchecked_cast(Tensor, gradients[0])]
