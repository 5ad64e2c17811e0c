package io.github.heatmill.job.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.session.ProgressListener.Pass;
import io.github.heatmill.job.session.ProgressListener.Progress;
import org.junit.jupiter.api.Test;

class ProgressTextTest {

  @Test
  void tellsHowFarItIsAndHowLongItWillTake() {
    // 1,200 images in 60 s are 20 a second; the other 1,300 need 65 s.
    assertThat(line(1_200, 3, 2_500, 60))
        .isEqualTo("1,200 of 2,500 images  20.0 images/s  3 errors  1 min 5 s left");
  }

  @Test
  void beforeTheFirstImageNobodyKnowsHowLong() {
    assertThat(line(0, 0, 50_000, 5))
        .isEqualTo("0 of 50,000 images  5 s with the network and the first batch");
  }

  @Test
  void secondsMinutesAndHoursAreTold() {
    assertThat(line(10, 0, 69, 10)).endsWith("  59 s left");
    assertThat(line(10, 0, 70, 10)).endsWith("  1 min 0 s left");
    assertThat(line(10, 0, 3_609, 10)).endsWith("  59 min 59 s left");
    assertThat(line(10, 0, 3_610, 10)).endsWith("  1 h 0 min left");
    assertThat(line(10, 0, 100_010, 10)).endsWith("  27 h 46 min left");
  }

  @Test
  void imagesThatWereTriedAgainDoNotExceedTheTotal() {
    assertThat(line(105, 1_000, 100, 10))
        .isEqualTo("100 of 100 images  10.5 images/s  1,000 errors  0 s left");
  }

  @Test
  void aPassHasItsName() {
    assertThat(ProgressText.line(new Progress(new Pass("Pass 1 of 2: ", 10), 5, 0, 5)))
        .isEqualTo("Pass 1 of 2: 5 of 10 images  1.0 images/s  0 errors  5 s left");
  }

  private static String line(long done, long errors, long expected, double seconds) {
    return ProgressText.line(new Progress(new Pass("", expected), done, errors, seconds));
  }
}
