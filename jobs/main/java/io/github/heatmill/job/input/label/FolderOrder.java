package io.github.heatmill.job.input.label;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An order in which the folders of a dataset can be the classes of a network. */
public enum FolderOrder {
  /** By the numbers that their names are; names that are none come last. */
  NUMBER("by number", Comparator.comparing(FolderOrder::number)),
  /** By their names as text, as torchvision's ImageFolder sorts: 1, 10, 11, 2. */
  TEXT("as text", Comparator.naturalOrder());

  private static final String DIGITS = "\\d{1,18}";

  private final String words;
  private final Comparator<String> order;

  FolderOrder(String words, Comparator<String> order) {
    this.words = words;
    this.order = order;
  }

  /** Whether a name is a number. */
  public static boolean isNumber(String name) {
    return name.matches(DIGITS);
  }

  /** The name that users write. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The order in words, such as {@code by number}. */
  public String words() {
    return words;
  }

  /** The names of folders in this order. */
  public List<String> sorted(Collection<String> names) {
    return names.stream().sorted(order.thenComparing(Comparator.naturalOrder())).toList();
  }

  private static BigInteger number(String name) {
    return isNumber(name) ? new BigInteger(name) : BigInteger.ONE.shiftLeft(Long.SIZE);
  }
}
