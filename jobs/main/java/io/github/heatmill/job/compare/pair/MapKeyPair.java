package io.github.heatmill.job.compare.pair;

/** A map of the baseline and the map of the candidate with which it is compared. */
public record MapKeyPair(MapKey baseline, MapKey candidate) {
  public String text() {
    return baseline.equals(candidate)
        ? baseline.text()
        : baseline.text() + " with " + candidate.text();
  }
}
