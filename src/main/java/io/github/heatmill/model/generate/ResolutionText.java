package io.github.heatmill.model.generate;

/** Writes the methods with which imputation goes from one resolution to the next. */
final class ResolutionText {
  /** {@code (x (P, 1, h, w), size)} to planes of that size, h and w doubled or one less. */
  static final String FINER = "heatmill_finer";

  /** {@code (residual, masks)} to the residual, spread over all resolutions that have a mask. */
  static final String SPREAD = "heatmill_spread";

  private static final String GATHERED = "heatmill_gathered";

  private final String rootType;

  private ResolutionText(String rootType) {
    this.rootType = rootType;
  }

  static String of(String rootType) {
    ResolutionText text = new ResolutionText(rootType);
    return text.finer() + text.gathered() + text.spread();
  }

  /** Twice as fine, bilinearly; without its last row or column where the size is odd. */
  private String finer() {
    return MethodText.tensor(
        rootType,
        FINER,
        "x: Tensor, size: List[int]",
        """
        double = [torch.mul(torch.size(x, 2), 2), torch.mul(torch.size(x, 3), 2)]
        large = torch.upsample_bilinear2d(x, double, False)
        return torch.slice(torch.slice(large, 2, 0, size[0]), 3, 0, size[1])
        """);
  }

  /** The transpose of finer, which keeps the conjugate gradients' matrix symmetric. */
  private String gathered() {
    return MethodText.tensor(
        rootType,
        GATHERED,
        "x: Tensor",
        """
        odd = [0, torch.remainder(torch.size(x, 3), 2), 0, torch.remainder(torch.size(x, 2), 2)]
        wide = torch.replication_pad2d(torch.constant_pad_nd(x, odd, 0), [1, 1, 1, 1])
        rows = torch.add(torch.slice(wide, 2, 1, -2, 2), torch.slice(wide, 2, 2, -1, 2))
        outer = torch.add(torch.slice(wide, 2, 0, -3, 2), torch.slice(wide, 2, 3, None, 2))
        rows0 = torch.add(outer, rows, alpha=3)
        both = torch.add(torch.slice(rows0, 3, 1, -2, 2), torch.slice(rows0, 3, 2, -1, 2))
        outer0 = torch.add(torch.slice(rows0, 3, 0, -3, 2), torch.slice(rows0, 3, 3, None, 2))
        return torch.div(torch.add(outer0, both, alpha=3), 16)
        """);
  }

  private String spread() {
    return MethodText.tensor(
        rootType,
        SPREAD,
        "residual: Tensor, masks: List[Tensor]",
        """
        residuals = [residual]
        levels = torch.sub(torch.len(masks), 1)
        for l in range(levels):
          coarse = %s
          _r = torch.append(residuals, torch.mul(coarse, masks[torch.add(l, 1)]))
        z = residuals[levels]
        for l in range(levels):
          k = torch.sub(torch.sub(levels, 1), l)
          size = [torch.size(masks[k], 2), torch.size(masks[k], 3)]
          z = torch.mul(torch.add(%s, residuals[k]), masks[k])
        return z
        """
            .formatted(
                MethodText.call(GATHERED, "residuals[l]"), MethodText.call(FINER, "z", "size")));
  }
}
