package io.github.heatmill.report;

import static j2html.TagCreator.p;

import j2html.tags.DomContent;

/** Says what is missing from a page, or what a reader must know before reading on. */
public record Notice(String value) implements Block {
  @Override
  public DomContent html() {
    return p(value).withClass("notice").attr("role", "note");
  }
}
