package io.github.heatmill.report.block;

import static j2html.TagCreator.p;

import j2html.tags.DomContent;

/** A notice that says what is missing from the page or what the reader must know first. */
public record Notice(String value) implements Block {
  @Override
  public DomContent html() {
    return p(value).withClass("notice").attr("role", "note");
  }
}
