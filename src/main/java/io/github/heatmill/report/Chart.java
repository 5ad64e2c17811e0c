package io.github.heatmill.report;

/** Numbers as a drawing. A number that is not finite is left out of it. */
public sealed interface Chart extends Block permits Dots, Bars, Histogram, Lines {
  /** One sentence below the chart: what it shows. */
  String caption();
}
