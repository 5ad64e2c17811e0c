package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.FlatProgram;

/** Writes the methods that run the whole network on masked images. */
final class MaskText {
  private final String rootType;
  private final String logits;

  private MaskText(String rootType, FlatProgram program) {
    this.rootType = rootType;
    this.logits = program.logitsOf("(self).forward(masked, )");
  }

  static String of(String rootType, FlatProgram program) {
    MaskText text = new MaskText(rootType, program);
    return text.masked() + text.gradients();
  }

  private String masked() {
    MethodText text =
        new MethodText(
            OpenedMethods.MASKED
                + "(self: "
                + rootType
                + ", image: Tensor, background: Tensor, maps: Tensor, strengths: Tensor"
                + ", window: Tensor, plan: Tensor) -> Tensor");
    text.lines(
        """
        chunk = int(torch.select(plan, 0, 0))
        scaled = bool(torch.select(plan, 0, 1))
        enlarged = [int(torch.select(plan, 0, 2)), int(torch.select(plan, 0, 3))]
        corners = bool(torch.select(plan, 0, 4))
        size = [torch.size(image, 2), torch.size(image, 3)]
        difference = torch.sub(image, background)
        count = torch.size(maps, 0)
        results = annotate(List[Tensor], [])
        """);
    text.line("rounds = torch.floordiv(torch.add(count, torch.sub(chunk, 1)), chunk)");
    text.repeat("c", "rounds", () -> chunk(text));
    return text.line("return torch.cat(results)").text();
  }

  private void chunk(MethodText text) {
    text.lines(
        """
        start = torch.mul(c, chunk)
        end = ops.prim.min(torch.add(start, chunk), count)
        length = torch.sub(end, start)
        large = torch.upsample_bilinear2d(torch.slice(maps, 0, start, end), enlarged, corners)
        if torch.ne(enlarged, size):
          parts = annotate(List[Tensor], [])
          for i in range(length):
            top = int(torch.select(torch.select(window, 0, torch.add(start, i)), 0, 0))
            left = int(torch.select(torch.select(window, 0, torch.add(start, i)), 0, 1))
            one = torch.slice(large, 0, i, torch.add(i, 1))
            rows = torch.slice(one, 2, top, torch.add(top, size[0]))
            part = torch.slice(rows, 3, left, torch.add(left, size[1]))
            _p = torch.append(parts, part)
          seen = torch.cat(parts)
        else:
          seen = large
        """);
    scale(text, "seen", "scale0");
    text.lines(
        """
        if scaled:
          mask = scale0
        else:
          mask = seen
        strength = torch.reshape(torch.slice(strengths, 0, start, end), [length, 1, 1, 1])
        mask0 = torch.mul(mask, strength)
        masked = torch.addcmul(background, mask0, difference)
        """);
    text.line("_r = torch.append(results, torch.detach(" + logits + "))");
  }

  /** A constant mask becomes 0 everywhere. */
  private static void scale(MethodText text, String from, String to) {
    text.line("low = torch.amin(" + from + ", [1, 2, 3], True)");
    text.line("range0 = torch.sub(torch.amax(" + from + ", [1, 2, 3], True), low)");
    text.line("range1 = torch.where(torch.eq(range0, 0), torch.ones_like(range0), range0)");
    text.line(to + " = torch.div(torch.sub(" + from + ", low), range1)");
  }

  private String gradients() {
    MethodText text =
        new MethodText(
            OpenedMethods.MASK_GRADIENTS
                + "(self: "
                + rootType
                + ", images: Tensor, maps: Tensor, classes: Tensor) -> List[Tensor]");
    text.lines(
        """
        leaf = torch.requires_grad_(torch.clone(maps), True)
        size = [torch.size(images, 2), torch.size(images, 3)]
        large = torch.upsample_bilinear2d(leaf, size, False)
        """);
    scale(text, "large", "mask");
    text.line("masked = torch.mul(images, mask)");
    text.line("logits = " + logits);
    text.lines(
        """
        score = torch.sum(torch.gather(logits, 1, torch.unsqueeze(classes, 1)))
        if ops.prim.requires_grad(score):
          gradients = torch.autograd.grad([score], [leaf])
          gradient = unchecked_cast(Tensor, gradients[0])
        else:
          gradient = torch.zeros_like(maps)
        return [torch.detach(logits), gradient]
        """);
    return text.text();
  }
}
