package io.github.heatmill.job.compare;

/** Which map of the one run is compared with which of the other. */
record MapPair(MapKey baseline, MapKey candidate) {
  String text() {
    return baseline.equals(candidate)
        ? baseline.text()
        : baseline.text() + " with " + candidate.text();
  }
}
