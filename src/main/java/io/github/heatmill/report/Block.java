package io.github.heatmill.report;

import j2html.tags.DomContent;

/** Something that stands in a section, one below the other. */
public interface Block {
  /** As HTML, every text escaped. */
  DomContent html();
}
