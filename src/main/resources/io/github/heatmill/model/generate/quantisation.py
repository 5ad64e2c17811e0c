# Values of a quantised network, which leave it as float32 and come back as they were.

def heatmill_dequantised(self: ${network}, x: Tensor) -> Tensor:
  if ops.prim.is_quantized(x):
    y = torch.dequantize(torch.detach(x))
  else:
    y = torch.to(torch.clone(torch.detach(x)), 6)
  return y

# The scale, a number of 53 bits, as the sum of three numbers of float32; zero point; type. All 0 for a
# tensor that is not quantised.
def heatmill_quantiser(self: ${network}, x: Tensor) -> Tensor:
  quantiser = torch.zeros([5])
  if ops.prim.is_quantized(x):
    scale = torch.q_scale(x)
    high = float(torch.tensor(scale, dtype=6))
    rest = torch.sub(scale, high)
    middle = float(torch.tensor(rest, dtype=6))
    quantiser0 = torch.tensor([high, middle, torch.sub(rest, middle), float(torch.q_zero_point(x)), float(ops.prim.dtype(x))], dtype=6)
  else:
    quantiser0 = quantiser
  return quantiser0

def heatmill_requantised(self: ${network}, x: Tensor, quantiser: Tensor) -> Tensor:
  type = int(torch.select(quantiser, 0, 4))
  if torch.ne(type, 0):
    low = torch.add(float(torch.select(quantiser, 0, 1)), float(torch.select(quantiser, 0, 2)))
    scale = torch.add(float(torch.select(quantiser, 0, 0)), low)
    y = torch.quantize_per_tensor(x, scale, int(torch.select(quantiser, 0, 3)), type)
  else:
    y = torch.clone(x)
  return y
