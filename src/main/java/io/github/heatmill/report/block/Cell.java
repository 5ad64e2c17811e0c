package io.github.heatmill.report.block;

import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.td;
import static j2html.TagCreator.wbr;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import java.util.List;
import java.util.Locale;

/**
 * A cell of a table, with the text that is shown and the value that the table is sorted by. A
 * number that is not finite counts as missing: it is shown as {@code -} and sorted last in both
 * directions.
 */
public sealed interface Cell {
  /** A text, sorted alphabetically. */
  static Cell text(String value) {
    return new TextCell(value);
  }

  /** A whole number. */
  static Cell count(long value) {
    return NumberCell.count(value);
  }

  /** A number, rounded for display and sorted by its exact value. */
  static Cell number(double value, int decimals) {
    return NumberCell.number(value, decimals);
  }

  /** An estimate with its interval, to three decimals; sorted by the estimate. */
  static Cell interval(double mean, double low, double high) {
    return NumberCell.interval(mean, low, high, 3);
  }

  /**
   * A share as a percentage, to one decimal.
   *
   * @param value 0 to 1
   */
  static Cell share(double value) {
    return NumberCell.share(value);
  }

  /** A picture. Tables cannot be sorted by it. */
  static Cell picture(Picture picture) {
    return new PictureCell(picture);
  }

  /** A value that is unknown or undefined. */
  static Cell missing() {
    return NumberCell.number(Double.NaN, 0);
  }

  /** The HTML, in which every text is escaped. */
  TdTag html();

  record TextCell(String value) implements Cell {
    /**
     * Allows line breaks after the slashes of a path, which would otherwise make the table too
     * wide.
     */
    @Override
    public TdTag html() {
      List<String> folders = List.of(value.split("(?<=/)"));
      return td(TagCreator.text(folders.get(0)))
          .with(
              each(
                  folders.subList(1, folders.size()),
                  folder -> each(wbr(), TagCreator.text(folder))));
    }
  }

  /**
   * @param value the value that the table is sorted by
   * @param shown the value, rounded
   * @param interval the interval as text, shown after the value; may be empty
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

    public static NumberCell interval(double mean, double low, double high, int decimals) {
      boolean known = Double.isFinite(low) && Double.isFinite(high);
      String ends = "[" + fixed(low, decimals) + ", " + fixed(high, decimals) + "]";
      return new NumberCell(mean, fixed(mean, decimals), known ? ends : "");
    }

    @Override
    public TdTag html() {
      if (!Double.isFinite(value)) {
        return td(MISSING).withClass("number missing");
      }
      TdTag cell = interval.isEmpty() ? td(shown) : td(TagCreator.text(shown + " "), behind());
      return cell.withClass("number").withData("value", Double.toString(value));
    }

    private DomContent behind() {
      return span(interval).withClass("interval");
    }

    private static String fixed(double value, int decimals) {
      return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
  }

  record PictureCell(Picture picture) implements Cell {
    @Override
    public TdTag html() {
      return td(picture.html()).withClass("picture");
    }
  }
}
