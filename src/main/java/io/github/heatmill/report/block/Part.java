package io.github.heatmill.report.block;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;

import j2html.tags.DomContent;
import java.util.List;

/** A subsection: blocks under a heading within a section. */
public record Part(String title, List<Block> blocks) implements Block {
  public Part {
    blocks = List.copyOf(blocks);
  }

  @Override
  public DomContent html() {
    return div(h3(title), each(blocks, Block::html)).withClass("part");
  }
}
