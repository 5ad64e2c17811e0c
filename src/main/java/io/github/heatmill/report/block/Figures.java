package io.github.heatmill.report.block;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;

import j2html.tags.DomContent;
import java.util.List;

/** Pictures side by side, as many in each row as fit. */
public record Figures(List<Figure> figures) implements Block {
  public Figures {
    figures = List.copyOf(figures);
  }

  @Override
  public DomContent html() {
    return div(each(figures, Figure::html)).withClass("figures");
  }

  /** A picture with its caption. */
  public record Figure(Picture picture, String caption) {
    DomContent html() {
      return figure(picture.html(), figcaption(caption)).withClass("picture");
    }
  }
}
