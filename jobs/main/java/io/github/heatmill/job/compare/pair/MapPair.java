package io.github.heatmill.job.compare.pair;

/** Which map of the one run is compared with which of the other. */
public record MapPair(MapKey baseline, MapKey candidate) {
  public String text() {
    return baseline.equals(candidate)
        ? baseline.text()
        : baseline.text() + " with " + candidate.text();
  }
}
