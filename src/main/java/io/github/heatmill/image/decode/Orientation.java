package io.github.heatmill.image.decode;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;

/** Turns stored pictures upright by their EXIF orientation, 1 to 8. */
final class Orientation {
  static final int UPRIGHT = 1;

  private static final int FIRST_TRANSPOSED = 5;
  private static final int LAST = 8;

  private Orientation() {}

  /** The orientation that a number stands for; upright if it stands for none. */
  static int of(int number) {
    return number >= UPRIGHT && number <= LAST ? number : UPRIGHT;
  }

  /** The upright picture. */
  static Pixels upright(Pixels stored, int orientation) {
    if (orientation == UPRIGHT) {
      return stored;
    }
    boolean transposed = orientation >= FIRST_TRANSPOSED;
    Size size = transposed ? new Size(stored.height(), stored.width()) : stored.size();
    byte[] target = Pixels.allocate(size, stored.channels());
    int to = 0;
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int from = transposed ? index(stored, orientation, y, x) : index(stored, orientation, x, y);
        System.arraycopy(stored.backing(), from, target, to, stored.channels());
        to += stored.channels();
      }
    }
    return Pixels.wrap(size, stored.channels(), target);
  }

  /** The index of the stored pixel that is shown at (x, y), apart from the transposition. */
  private static int index(Pixels stored, int orientation, int x, int y) {
    int column =
        switch (orientation) {
          case 2, 3, 7, 8 -> stored.width() - 1 - x;
          default -> x;
        };
    int row =
        switch (orientation) {
          case 3, 4, 6, 7 -> stored.height() - 1 - y;
          default -> y;
        };
    return stored.channels() * (row * stored.width() + column);
  }
}
