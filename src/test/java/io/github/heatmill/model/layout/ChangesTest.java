package io.github.heatmill.model.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {

  @Test
  void changesThatMoveWithTheQuarterAreThoseOfRowsOrColumns() {
    Changes.Axis rows =
        new Changes.Axis(new double[] {3, 1, 0}, new double[] {2, 2, 0}, new double[] {0, 1, 3});

    // Shares of the first half, half of the middle index included: 3.5/4, 3/4, 0.5/4.
    assertThat(rows.asRows()).isEqualTo((3.5 / 4 + 3.0 / 4) / 2 - 0.5 / 4, within(1e-12));
    assertThat(rows.asColumns()).isEqualTo((3.5 / 4 + 0.5 / 4) / 2 - 3.0 / 4, within(1e-12));
    // Between the first and the last: (|3 - 0| + |1 - 1| + |0 - 3|) / 4 / 2.
    assertThat(rows.moves()).isEqualTo(6.0 / 4 / 2, within(1e-12));
  }

  @Test
  void aGridOfTokensHasRowsAndColumns() {
    Grid grid = new Grid(1, 2, 3);
    double[] tokens = {100, 1, 2, 3, 4, 5, 6};

    assertThat(grid.rows(tokens)).containsExactly(6, 15);
    assertThat(grid.columns(tokens)).containsExactly(5, 7, 9);
  }

  @Test
  void gridsFollowFromTheInputsShape() {
    // 85 = 1 + 7 x 12 for patches of 16 x 16 of an input of 112 x 192.
    assertThat(Grid.of(85, new InputSize(112, 192)).get(0)).isEqualTo(new Grid(1, 7, 12));
    assertThat(Grid.of(197, new InputSize(224, 224)).get(0)).isEqualTo(new Grid(1, 14, 14));
    assertThat(Grid.of(261, new InputSize(224, 224)).get(0)).isEqualTo(new Grid(5, 16, 16));
    assertThat(Grid.of(60, new InputSize(224, 224)).get(0)).isEqualTo(new Grid(11, 7, 7));
  }

  @Test
  void anAttentionMatrixHasRowsOfOne() {
    assertThat(new Changes(List.of(), 1e-6).hasRowsOfOne()).isTrue();
    assertThat(new Changes(List.of(), 0.01).hasRowsOfOne()).isFalse();
  }
}
