package io.github.heatmill.job.input;

import java.util.ArrayList;
import java.util.List;

/**
 * How many files are done before their rows are committed. The first piece is small, so that rows
 * are there soon; each later one is meant to take four minutes, judged by the one before it.
 *
 * @param files in a piece, at least one
 * @param smallest enough for every core to have something to do
 * @param atOnce how many pieces are taken on before the size is judged again
 */
public record PieceSize(int files, int smallest, int atOnce) {
  /** What is lost at most; beside it the commit of a piece, of two to three seconds, is little. */
  public static final double SECONDS = 240;

  /** The first piece takes long because networks are loaded, and does not tell the later rate. */
  public static final int LARGEST_GROWTH = 16;

  private static final int STEADY = 8;

  /** The driver holds the names of a piece. */
  private static final int LARGEST = 500_000;

  /** The first piece of a run. */
  public static PieceSize first(int files, int smallest) {
    return new PieceSize(files, smallest, 1);
  }

  /** Pieces of a size that the user names, as far as the driver can hold it. */
  public static PieceSize of(int files) {
    int held = Math.min(files, LARGEST);
    return new PieceSize(held, held, Integer.MAX_VALUE);
  }

  /** The size of the pieces after one that took so long. */
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

  /** What would be less than half a piece goes with the one before it, which saves its commit. */
  private int sizeOf(int left) {
    int most = isGiven() ? files : Math.min(LARGEST, files + files / 2);
    return left <= most ? left : files;
  }

  private boolean isGiven() {
    return atOnce == Integer.MAX_VALUE;
  }
}
