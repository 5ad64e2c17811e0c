package io.github.heatmill.report;

import static j2html.TagCreator.td;

import j2html.tags.specialized.TdTag;

record PictureCell(Picture picture) implements Cell {
  @Override
  public TdTag html() {
    return td(picture.html()).withClass("picture");
  }
}
