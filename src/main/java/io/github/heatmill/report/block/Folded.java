package io.github.heatmill.report.block;

import static j2html.TagCreator.details;
import static j2html.TagCreator.each;
import static j2html.TagCreator.summary;

import j2html.tags.DomContent;
import java.util.List;

/** A collapsed group of blocks that a reader can open. In print it is open. */
public record Folded(String title, List<Block> blocks) implements Block {
  public Folded {
    blocks = List.copyOf(blocks);
  }

  @Override
  public DomContent html() {
    return details(summary(title), each(blocks, Block::html)).withClass("folded");
  }
}
