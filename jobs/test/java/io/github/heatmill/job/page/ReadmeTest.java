package io.github.heatmill.job.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Page README = new Page("README.md");
  private static final int MOST_LINES = 150;

  @Test
  void isShort() {
    assertThat(README.text().lines().count()).isLessThanOrEqualTo(MOST_LINES);
  }

  @Test
  void countsTheMethods() {
    List<MethodCard> cards = Methods.all().stream().map(SaliencyMethod::card).toList();
    List<String> reconstructed =
        cards.stream()
            .filter(card -> card.standing() == Standing.RECONSTRUCTED)
            .map(MethodCard::name)
            .toList();
    int established = cards.size() - reconstructed.size() - 1; // Without the random map.

    assertThat(reconstructed).hasSize(5).contains("Finer-CAM");
    assertThat(README.text().replaceAll("\\s+", " "))
        .contains("**" + cards.size() + " methods**: four recent ones and Finer-CAM")
        .contains(established + " established ones");
  }

  @Test
  void linksToEveryPage() {
    assertThat(Page.all())
        .filteredOn(page -> !page.equals(README))
        .isNotEmpty()
        .allSatisfy(page -> assertThat(README.text()).contains("(" + page.name()));
  }
}
