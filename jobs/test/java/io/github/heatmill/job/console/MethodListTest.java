package io.github.heatmill.job.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.UnusualMap;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.gradient.GradCam;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodListTest {
  private static final MethodList TWO = new MethodList(List.of(new GradCam(), new UnusualMap()));

  @Test
  void isATableWithTheOptionsOfEachMethod() {
    assertThat(TWO.text())
        .isEqualTo(
            """
            method    name      year  needs     formula  cost
            grad-cam  Grad-CAM  2017  gradient  certain  0
                Channels weighted by their mean gradient (Selvaraju et al.)
            unusual   Unusual         forward   certain  0
                Distance from the mean (Nobody)
                :squared
                :scale=1 (0.5 to 100): A factor.
                :channels=8 (whole, 1 to 80): How many channels count.

            Cost: forward passes an image beyond the one, with its gradient at the layers, that all share.
            """);
  }

  @Test
  void fitsATerminal() {
    List<SaliencyMethod> all = new ArrayList<>(Methods.all());
    all.add(new UnusualMap());

    assertThat(new MethodList(all).text().lines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void theMarkdownTableHoldsTheSame() {
    assertThat(TWO.markdown())
        .isEqualTo(
            """
            | method | name | year | needs | cost | formula | what it does |
            |---|---|---|---|---|---|---|
            | `grad-cam` | Grad-CAM | 2017 | gradient | 0 | certain | Channels weighted by their mean\
             gradient (Selvaraju et al.) |
            | `unusual` | Unusual |  | forward | 0 | certain | Distance from the mean (Nobody) |
            """);
  }
}
