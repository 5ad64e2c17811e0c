package io.github.heatmill.report;

import j2html.tags.DomContent;

/** Something that stands in a section, one below the other. */
public sealed interface Block
    permits Text, Notice, Facts, Part, Folded, Table, Chart, Figures, ColorScale, Gallery {
  /** As HTML, every text escaped. */
  DomContent html();
}
