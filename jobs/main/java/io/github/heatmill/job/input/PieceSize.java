package io.github.heatmill.job.input;

import io.github.heatmill.job.input.listing.ListedFile;
import java.util.ArrayList;
import java.util.List;

/**
 * The number of files whose rows are committed together. The first piece is small, so that the
 * first rows appear soon; each later piece should take four minutes, judged by the piece before it.
 *
 * @param files in a piece, at least one
 * @param smallest a size that gives every core some work
 * @param atOnce the number of pieces before the size is judged again
 */
public record PieceSize(int files, int smallest, int atOnce) {
  /** The duration of a piece: at most this is lost, and a commit of three seconds is little. */
  public static final double SECONDS = 240;

  /** The first piece takes long, since networks are loaded, so later pieces may grow fast. */
  public static final int LARGEST_GROWTH = 16;

  private static final int STEADY = 8;

  /** The driver keeps the names of a piece in memory. */
  private static final int LARGEST = 500_000;

  /** The first piece of a run. */
  public static PieceSize first(int files, int smallest) {
    return new PieceSize(files, smallest, 1);
  }

  /** Pieces of a size that the user names, within the limit of the driver's memory. */
  public static PieceSize of(int files) {
    int held = Math.min(files, LARGEST);
    return new PieceSize(held, held, Integer.MAX_VALUE);
  }

  /** The size after a piece of this duration. */
  public PieceSize after(double seconds) {
    if (isGiven()) {
      return this;
    }
    double growth = Math.min(LARGEST_GROWTH, SECONDS / seconds);
    int wanted = (int) Math.min(LARGEST, files * growth) / smallest * smallest;
    boolean steady = growth > 0.5 && growth < 2;
    return new PieceSize(Math.max(smallest, wanted), smallest, steady ? STEADY : 1);
  }

  /** The pieces to take on now. */
  public List<List<ListedFile>> next(List<ListedFile> left) {
    List<List<ListedFile>> pieces = new ArrayList<>();
    int taken = 0;
    while (taken < left.size() && pieces.size() < atOnce) {
      int from = taken;
      taken += sizeOf(left.size() - from);
      pieces.add(left.subList(from, taken));
    }
    return pieces;
  }

  /** A rest of less than half a piece joins the piece before it, which saves a commit. */
  private int sizeOf(int left) {
    int most = isGiven() ? files : Math.min(LARGEST, files + files / 2);
    return left <= most ? left : files;
  }

  private boolean isGiven() {
    return atOnce == Integer.MAX_VALUE;
  }
}
