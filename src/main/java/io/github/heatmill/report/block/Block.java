package io.github.heatmill.report.block;

import j2html.tags.DomContent;

/** A building block of a section. Blocks stand one below the other. */
public interface Block {
  /** The HTML, in which every text is escaped. */
  DomContent html();
}
