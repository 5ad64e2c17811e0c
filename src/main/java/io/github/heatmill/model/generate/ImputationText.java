package io.github.heatmill.model.generate;

/**
 * Writes the methods that fill removed pixels in from their neighbours: each is the weighted mean
 * of the 8 around it.
 *
 * <p>That is a linear system, symmetric and positive definite as long as a pixel is known, and
 * conjugate gradients solve it; what keeps them at a handful of steps is that each residual is also
 * spread at half, a quarter, and so on of the resolution (Bramble, Pasciak and Xu 1990). They start
 * from means of known pixels, of the smallest of these cells that has any. Planes, a channel of a
 * copy each, are solved side by side but each for itself: one that is done rests, so that nothing
 * depends on the others.
 */
final class ImputationText {
  /** The residual at which a plane is done, as a share of its largest absolute value. */
  private static final String TOLERANCE = "2.0000000000000002e-05";

  /** Photos need about ten. */
  private static final int MOST_STEPS = 50;

  /** The number of halvings that bring any image down to one cell. */
  private static final int MOST_LEVELS = 31;

  private static final String NEIGHBOURS = "heatmill_neighbours";
  private static final String START = "heatmill_start";
  private static final String SOLVED = "heatmill_solved";

  private final String rootType;

  private ImputationText(String rootType) {
    this.rootType = rootType;
  }

  static String of(String rootType) {
    ImputationText text = new ImputationText(rootType);
    return text.neighbours()
        + ResolutionText.of(rootType)
        + text.start()
        + text.solved()
        + text.imputed();
  }

  /**
   * The weighted sum of the neighbours; beyond the border they have no weight. Sums of slices,
   * because a convolution with a single channel takes ten times as long, and some devices round
   * what goes into one.
   */
  private String neighbours() {
    return MethodText.tensor(
        rootType,
        NEIGHBOURS,
        "x: Tensor",
        """
        wide = torch.constant_pad_nd(x, [1, 1, 1, 1], 0)
        rows = torch.add(torch.slice(wide, 2, 0, -2), torch.slice(wide, 2, 1, -1), alpha=2)
        rows0 = torch.add(rows, torch.slice(wide, 2, 2))
        both = torch.add(torch.slice(rows0, 3, 0, -2), torch.slice(rows0, 3, 1, -1), alpha=2)
        both0 = torch.add(both, torch.slice(rows0, 3, 2))
        return torch.div(torch.sub(both0, x, alpha=4), 12)
        """);
  }

  private String start() {
    return MethodText.tensor(
        rootType,
        START,
        "x: Tensor, masks: List[Tensor], means: Tensor",
        """
        known = torch.rsub(masks[0], 1)
        levels = torch.sub(torch.len(masks), 1)
        values = [torch.mul(x, known)]
        shares = [known]
        for l in range(levels):
          _v = torch.append(values, torch.avg_pool2d(values[l], [2, 2], [2, 2], [0, 0], True, False))
          _s = torch.append(shares, torch.avg_pool2d(shares[l], [2, 2], [2, 2], [0, 0], True, False))
        filled = torch.where(torch.gt(shares[levels], 0), torch.div(values[levels], shares[levels]), means)
        for l in range(levels):
          k = torch.sub(torch.sub(levels, 1), l)
          size = [torch.size(shares[k], 2), torch.size(shares[k], 3)]
          finer = %s
          filled = torch.where(torch.gt(shares[k], 0), torch.div(values[k], shares[k]), finer)
        return filled
        """
            .formatted(MethodText.call(ResolutionText.FINER, "filled", "size")));
  }

  private String solved() {
    String block =
        """
        x = start
        mask = masks[0]
        degree = %s
        r = torch.mul(torch.sub(%s, torch.mul(degree, x)), mask)
        enough = torch.mul(torch.amax(torch.abs(x), [1, 2, 3], True), %s)
        p = %s
        rz = torch.sum(torch.mul(r, p), [1, 2, 3], True)
        for i in range(%d):
        """
            .formatted(
                MethodText.call(NEIGHBOURS, "torch.ones_like(torch.slice(x, 0, 0, 1))"),
                MethodText.call(NEIGHBOURS, "x"),
                TOLERANCE,
                MethodText.call(ResolutionText.SPREAD, "r", "masks"),
                MOST_STEPS);
    String parameters = "start: Tensor, masks: List[Tensor]";
    return MethodText.tensor(rootType, SOLVED, parameters, block + step() + "return x\n");
  }

  /** One step of all planes that are not done; a plane that is done makes steps of 0. */
  private static String step() {
    return """
          active = torch.gt(torch.amax(torch.abs(r), [1, 2, 3], True), enough)
          if bool(torch.any(active)):
            q = torch.mul(torch.sub(torch.mul(degree, p), %s), mask)
            step = torch.div(rz, torch.sum(torch.mul(p, q), [1, 2, 3], True))
            step0 = torch.where(active, step, torch.zeros_like(step))
            x = torch.addcmul(x, step0, p)
            r = torch.addcmul(r, step0, q, value=-1)
            z = %s
            rz0 = torch.sum(torch.mul(r, z), [1, 2, 3], True)
            p = torch.addcmul(z, torch.where(active, torch.div(rz0, rz), torch.zeros_like(rz)), p)
            rz = rz0
          else:
            pass
        """
        .formatted(
            MethodText.call(NEIGHBOURS, "p"), MethodText.call(ResolutionText.SPREAD, "r", "masks"))
        .indent(2);
  }

  private String imputed() {
    return MethodText.tensor(
        rootType,
        OpenedMethods.IMPUTED,
        "copies: Tensor, removed: Tensor, means: Tensor",
        """
        planes = torch.mul(torch.size(copies, 0), torch.size(copies, 1))
        x = torch.reshape(copies, [planes, 1, torch.size(copies, 2), torch.size(copies, 3)])
        mask = torch.repeat_interleave(torch.to(removed, 6), torch.size(copies, 1), 0)
        masks = [mask]
        for l in range(%d):
          if torch.gt(torch.numel(masks[torch.sub(torch.len(masks), 1)]), planes):
            part = torch.avg_pool2d(masks[torch.sub(torch.len(masks), 1)], [2, 2], [2, 2], [0, 0], True, False)
            _m = torch.append(masks, torch.floor(part))
          else:
            pass
        filled = %s
        whole = torch.reshape(%s, torch.size(copies))
        return torch.where(torch.ne(removed, 0), whole, copies)
        """
            .formatted(
                MOST_LEVELS,
                MethodText.call(START, "x", "masks", "torch.reshape(means, [planes, 1, 1, 1])"),
                MethodText.call(SOLVED, "filled", "masks")));
  }
}
