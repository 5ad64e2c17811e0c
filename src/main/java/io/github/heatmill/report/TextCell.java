package io.github.heatmill.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.wbr;

import j2html.tags.specialized.TdTag;
import java.util.List;

record TextCell(String value) implements Cell {
  /** Paths have no spaces to break lines at; without these they would make every table wide. */
  @Override
  public TdTag html() {
    List<String> folders = List.of(value.split("(?<=/)"));
    return td(text(folders.get(0)))
        .with(each(folders.subList(1, folders.size()), folder -> each(wbr(), text(folder))));
  }
}
