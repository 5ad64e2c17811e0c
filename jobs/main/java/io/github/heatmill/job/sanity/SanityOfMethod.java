package io.github.heatmill.job.sanity;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The changes of a method's maps at a layer while the network was randomised.
 *
 * @param classAgnostic whether the method's maps are the same for every class
 * @param steps the steps, from the output down
 */
public record SanityOfMethod(String layer, String method, boolean classAgnostic, List<Step> steps) {
  /**
   * Maps with a mean rank correlation of at least this still show what they showed before. The
   * paper names no threshold; this one is ours.
   */
  static final double ALIKE = 0.5;

  /**
   * A method whose maps have at least this mean rank correlation after the first step is nearly
   * blind to what was randomised there. This threshold is ours, too.
   */
  static final double BLIND = 0.8;

  /**
   * One step.
   *
   * @param number the number of the step, from 1
   * @param randomised the lowest module whose parameters are randomised
   * @param maps the maps that are compared, of any status: one for each image and explained class
   * @param identical those that are the same bit for bit as before
   * @param lost those that were ok, and are flat or not finite now
   * @param means means over the maps for which they are defined
   */
  public record Step(
      int number, String randomised, long maps, long identical, long lost, Means means) {

    private boolean changesNothing() {
      return maps > 0 && identical == maps;
    }
  }

  /**
   * Mean similarities of maps before and after.
   *
   * @param compared the maps with a rank correlation
   * @param rankCorrelation from -1 to 1; empty if it is defined for no map
   * @param ssim structural similarity; empty if it is defined for no map
   */
  public record Means(long compared, OptionalDouble rankCorrelation, OptionalDouble ssim) {}

  public SanityOfMethod {
    steps = List.copyOf(steps);
  }

  /**
   * The verdict of the test on the method.
   *
   * <p>It reacts if, after the last step, where most is randomised, the mean rank correlation is
   * below 0.5, or no map is left to compare. The verdict gives the correlations of the last and the
   * first step, where 1 is unchanged and 0 unrelated. It says that a method is nearly blind to the
   * module of the first step, which is the classifier unless the user names other steps, if the
   * correlation there is at least 0.8. A class-agnostic method cannot react while only modules
   * above its layer are randomised; the maps themselves show this, since they are then the same bit
   * for bit.
   */
  public String verdict() {
    int untouched = untouched();
    if (!classAgnostic || untouched == 0) {
      return reaction();
    }
    if (untouched == steps.size()) {
      return "cannot react: it does not look at the class (no map changed by a bit at any step)";
    }
    return "cannot react at %s: it does not look at the class (no map changed by a bit); further down it %s"
        .formatted(untouched == 1 ? "step 1" : "steps 1 to " + untouched, reaction());
  }

  /** The number of steps, from the first, in which all maps stayed as they were. */
  private int untouched() {
    int count = 0;
    while (count < steps.size() && steps.get(count).changesNothing()) {
      count++;
    }
    return count;
  }

  private String reaction() {
    Step last = steps.get(steps.size() - 1);
    if (last.means.rankCorrelation.isEmpty()) {
      return last.lost > 0 ? "reacts (no map is left)" : "has no verdict (it had no map before)";
    }
    double end = last.means.rankCorrelation.getAsDouble();
    return (end < ALIKE ? "reacts" : "does not react") + ": " + scale(end) + blindness();
  }

  private String scale(double end) {
    OptionalDouble start = steps.get(0).means.rankCorrelation;
    return String.format(Locale.ROOT, "rank correlation %.2f after the last step", end)
        + (steps.size() == 1 || start.isEmpty()
            ? ""
            : String.format(Locale.ROOT, ", %.2f after the first", start.getAsDouble()));
  }

  private String blindness() {
    Step first = steps.get(0);
    boolean blind = first.means.rankCorrelation.orElse(0) >= BLIND && !first.changesNothing();
    return blind ? "; nearly blind to " + first.randomised : "";
  }
}
