package io.github.heatmill.report;

import static j2html.TagCreator.span;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.util.Locale;

/**
 * @param value sorted by
 * @param shown the value, rounded
 * @param interval what stands behind it; may be empty
 */
record NumberCell(double value, String shown, String interval) implements Cell {
  private static final String MISSING = "-";

  static NumberCell count(long value) {
    return new NumberCell(value, String.format(Locale.ROOT, "%,d", value), "");
  }

  static NumberCell number(double value, int decimals) {
    return new NumberCell(value, fixed(value, decimals), "");
  }

  static NumberCell share(double value) {
    return new NumberCell(value, fixed(100 * value, 1) + " %", "");
  }

  static NumberCell interval(Dot dot, int decimals) {
    boolean known = Double.isFinite(dot.low()) && Double.isFinite(dot.high());
    String ends = "[" + fixed(dot.low(), decimals) + ", " + fixed(dot.high(), decimals) + "]";
    return new NumberCell(dot.mean(), fixed(dot.mean(), decimals), known ? ends : "");
  }

  @Override
  public TdTag html() {
    if (!Double.isFinite(value)) {
      return td(MISSING).withClass("number missing");
    }
    TdTag cell = interval.isEmpty() ? td(shown) : td(text(shown + " "), behind());
    return cell.withClass("number").withData("value", Double.toString(value));
  }

  private DomContent behind() {
    return span(interval).withClass("interval");
  }

  private static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
