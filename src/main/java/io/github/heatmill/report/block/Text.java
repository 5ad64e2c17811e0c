package io.github.heatmill.report.block;

import static j2html.TagCreator.p;

import j2html.tags.DomContent;

/** A paragraph. */
public record Text(String value) implements Block {
  @Override
  public DomContent html() {
    return p(value);
  }
}
