package io.github.heatmill.report.block;

import static j2html.TagCreator.div;
import static j2html.TagCreator.span;
import static java.util.stream.Collectors.joining;

import io.github.heatmill.image.Colormap;
import j2html.tags.DomContent;
import java.util.stream.IntStream;

/**
 * The colours of heat maps, from cold to hot.
 *
 * @param low label of the coldest colour, such as {@code 0}
 * @param high label of the hottest colour, such as {@code 1}
 */
public record ColorScale(Colormap colors, String low, String high) implements Block {
  /** The number of steps of the gradient, enough to include every colour of a colormap. */
  private static final int STEPS = 36;

  @Override
  public DomContent html() {
    String gradient =
        IntStream.rangeClosed(0, STEPS)
            .mapToObj(step -> String.format("#%06x", colors.rgb((float) step / STEPS)))
            .collect(joining(", ", "background: linear-gradient(to right, ", ")"));
    return div(span(low), span().withClass("gradient").withStyle(gradient), span(high))
        .withClass("color-scale")
        .attr("role", "img")
        .attr("aria-label", "Colours from " + low + " to " + high);
  }
}
