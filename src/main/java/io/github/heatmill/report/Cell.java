package io.github.heatmill.report;

import j2html.tags.specialized.TdTag;

/**
 * One place in a table: what is shown, and what the table is sorted by. A number that is not finite
 * is missing, shown as {@code -} and sorted last, whichever way.
 */
public sealed interface Cell permits TextCell, NumberCell, PictureCell {
  /** Sorted by its letters. */
  static Cell text(String value) {
    return new TextCell(value);
  }

  /** A whole number. */
  static Cell count(long value) {
    return NumberCell.count(value);
  }

  /** Sorted by the number itself, not by what is left of it. */
  static Cell number(double value, int decimals) {
    return NumberCell.number(value, decimals);
  }

  /** An estimate with its interval, to three decimals; sorted by the estimate. */
  static Cell interval(double mean, double low, double high) {
    return NumberCell.interval(new Dot("", mean, low, high), 3);
  }

  /**
   * A share as a percentage, to one decimal.
   *
   * @param value 0 to 1
   */
  static Cell share(double value) {
    return NumberCell.share(value);
  }

  /** Not sorted by. */
  static Cell picture(Picture picture) {
    return new PictureCell(picture);
  }

  /** What is not known, or not defined. */
  static Cell missing() {
    return NumberCell.number(Double.NaN, 0);
  }

  /** As HTML, every text escaped. */
  TdTag html();
}
