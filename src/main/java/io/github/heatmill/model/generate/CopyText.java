package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.FlatProgram;

/** Writes the methods that make altered copies of images and run the whole network on them. */
final class CopyText {
  private static final String SUBSTRATES = "heatmill_substrates";
  private static final String RANKS = "heatmill_ranks";
  private static final String SHADES = "heatmill_shades";
  private static final String ALTERED = "heatmill_altered";

  private final String rootType;

  private CopyText(String rootType) {
    this.rootType = rootType;
  }

  static String of(String rootType, FlatProgram program) {
    CopyText text = new CopyText(rootType);
    return text.substrates()
        + text.ranks()
        + text.shades()
        + ImputationText.of(rootType)
        + text.altered()
        + text.copies(program.logitsOf("(self).forward(copies, )"));
  }

  /** All that copies may show: the images, zeros, black, and then the blurred images. */
  private String substrates() {
    return MethodText.tensor(
        rootType,
        SUBSTRATES,
        "images: Tensor, black: Tensor, kernels: Tensor, blurs: Tensor, count: int",
        """
        blank = torch.zeros_like(torch.slice(images, 0, 0, 1))
        shown = [images, blank, torch.add(blank, black)]
        for i in range(count):
          blur = torch.select(blurs, 0, i)
          image = int(torch.select(blur, 0, 0))
          length = int(torch.select(blur, 0, 2))
          half = torch.floordiv(length, 2)
          kernel = torch.select(kernels, 0, int(torch.select(blur, 0, 1)))
          weights = torch.slice(kernel, 0, 0, length)
          planes = torch.transpose(torch.slice(images, 0, image, torch.add(image, 1)), 0, 1)
          along = torch.reshape(weights, [1, 1, 1, length])
          rows = torch.conv2d(planes, along, None, [1, 1], [0, half], [1, 1], 1)
          down = torch.reshape(weights, [1, 1, length, 1])
          both = torch.conv2d(rows, down, None, [1, 1], [half, 0], [1, 1], 1)
          _s = torch.append(shown, torch.transpose(both, 0, 1))
        return torch.cat(shown)
        """);
  }

  /** For each pixel how many are before it, highest first. Made once for a map, not for a copy. */
  private String ranks() {
    return MethodText.tensor(
        rootType,
        RANKS,
        "large: Tensor",
        """
        flat = torch.flatten(large, 1)
        values, order = torch.sort(flat, stable=True, dim=1, descending=True)
        places = torch.arange(torch.size(flat, 1), dtype=4, device=ops.prim.device(flat))
        ranks = torch.scatter(torch.zeros_like(order), 1, order, torch.expand(places, torch.size(flat)))
        return torch.reshape(torch.to(ranks, 3), torch.size(large))
        """);
  }

  /** Scaled to 0..1 by the range of each; a constant one becomes 0 everywhere. */
  private String shades() {
    return MethodText.tensor(
        rootType,
        SHADES,
        "large: Tensor",
        """
        low = torch.amin(large, [1, 2, 3], True)
        range0 = torch.sub(torch.amax(large, [1, 2, 3], True), low)
        range1 = torch.where(torch.eq(range0, 0), torch.ones_like(range0), range0)
        return torch.div(torch.sub(large, low), range1)
        """);
  }

  /**
   * The copies of one pass. Weights of 0 and 1 give the fills themselves, to the last bit; a map
   * that is not wanted in one of the two ways is a single value there.
   */
  private String altered() {
    return MethodText.tensor(
        rootType,
        ALTERED,
        "rows: Tensor, shown: Tensor, ranks: Tensor, shades: Tensor, noise: Tensor",
        """
        map = torch.select(rows, 1, 1)
        pixels = torch.reshape(torch.select(rows, 1, 2), [-1, 1, 1, 1])
        inside = torch.index_select(shown, 0, torch.select(rows, 1, 3))
        outside = torch.index_select(shown, 0, torch.select(rows, 1, 4))
        side = torch.reshape(torch.select(rows, 1, 5), [-1, 1, 1, 1])
        high = torch.lt(torch.index_select(ranks, 0, map), pixels)
        shade = torch.index_select(shades, 0, map)
        weight = torch.where(torch.lt(pixels, 0), shade, torch.to(high, 6))
        copies = torch.lerp(outside, inside, weight)
        if bool(torch.any(torch.gt(side, 0))):
          removed = torch.logical_and(torch.gt(side, 0), torch.eq(high, torch.eq(side, 1)))
          images = torch.index_select(shown, 0, torch.select(rows, 1, 0))
          means = torch.mean(images, [2, 3], True)
          filled = %s
          spots = torch.index_select(noise, 0, torch.select(rows, 1, 6))
          result = torch.where(removed, torch.add(filled, spots), filled)
        else:
          result = copies
        return result
        """
            .formatted(MethodText.call(OpenedMethods.IMPUTED, "copies, removed, means")));
  }

  private String copies(String logits) {
    return new MethodText(
            OpenedMethods.COPIES
                + "(self: "
                + rootType
                + ", images: Tensor, black: Tensor, kernels: Tensor, blurs: Tensor, maps: Tensor"
                + ", noise: Tensor, plan: Tensor, settings: Tensor) -> List[Tensor]")
        .lines(madeOnce())
        .lines(passes(logits))
        .text();
  }

  private static String madeOnce() {
    return """
        chunk = int(torch.select(settings, 0, 0))
        shown = %s
        size = [torch.size(images, 2), torch.size(images, 3)]
        large = torch.upsample_bilinear2d(maps, size, False)
        nothing = torch.slice(torch.slice(torch.zeros_like(maps), 2, 0, 1), 3, 0, 1)
        if bool(torch.select(settings, 0, 2)):
          ranks = %s
        else:
          ranks = torch.to(nothing, 3)
        if bool(torch.select(settings, 0, 3)):
          shades = %s
        else:
          shades = nothing
        """
        .formatted(
            MethodText.call(
                SUBSTRATES, "images, black, kernels, blurs, int(torch.select(settings, 0, 1))"),
            MethodText.call(RANKS, "large"),
            MethodText.call(SHADES, "large"));
  }

  private static String passes(String logits) {
    return """
        logits = annotate(List[Tensor], [])
        probabilities = annotate(List[Tensor], [])
        rounds = torch.floordiv(torch.size(plan, 0), chunk)
        for c in range(rounds):
          start = torch.mul(c, chunk)
          rows = torch.slice(plan, 0, start, torch.add(start, chunk))
          copies = %s
          scores = torch.detach(%s)
          classes = torch.unsqueeze(torch.select(rows, 1, 7), 1)
          _l = torch.append(logits, torch.gather(scores, 1, classes))
          _p = torch.append(probabilities, torch.gather(torch.softmax(scores, 1, 7), 1, classes))
        return [torch.cat(logits), torch.cat(probabilities)]
        """
        .formatted(MethodText.call(ALTERED, "rows, shown, ranks, shades, noise"), logits);
  }
}
