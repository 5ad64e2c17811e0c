package io.github.heatmill.report;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;

import j2html.tags.DomContent;

/** A picture and what is said below it. */
public record Figure(Picture picture, String caption) {
  DomContent html() {
    return figure(picture.html(), figcaption(caption)).withClass("picture");
  }
}
