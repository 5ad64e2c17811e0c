package io.github.heatmill.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;

import io.github.heatmill.report.block.Block;
import j2html.tags.DomContent;
import java.util.List;

/** A section of the page, listed in the table of contents. */
public record Section(String title, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }

  /**
   * The HTML.
   *
   * @param id the anchor for links
   */
  DomContent html(String id) {
    return section(h2(title), each(blocks, Block::html)).withId(id);
  }
}
