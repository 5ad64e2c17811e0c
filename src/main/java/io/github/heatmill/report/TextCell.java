package io.github.heatmill.report;

import static j2html.TagCreator.td;

import j2html.tags.specialized.TdTag;

record TextCell(String value) implements Cell {
  @Override
  public TdTag html() {
    return td(value);
  }
}
