# The second derivatives of the head of one layer. A head without curvature has no graph for them:
# then they are 0.
def heatmill_curvature_${layer}(self: ${network}, a: Tensor, classes: Tensor, carried: List[Tensor]) -> List[Tensor]:
  leaf = torch.requires_grad_(torch.clone(torch.detach(a)), True)
  logits = (self).heatmill_head_${head}(leaf, carried, )
  scores = torch.add(logits, (self).heatmill_log_probabilities(logits, ))
  score = torch.sum(torch.gather(scores, 1, torch.unsqueeze(classes, 1)))
  gradients = torch.autograd.grad([score], [leaf], None, True, True)
  gradient = unchecked_cast(Tensor, gradients[0])
  along = torch.sum(torch.mul(gradient, torch.detach(leaf)))
  product = torch.zeros_like(leaf)
  if ops.prim.requires_grad(along):
    second = torch.autograd.grad([along], [leaf], None, None, False, True)
    if torch.__isnot__(second[0], None):
      product0 = unchecked_cast(Tensor, second[0])
    else:
      product0 = product
  else:
    product0 = product
  return [torch.detach(gradient), torch.detach(product0)]
