package io.github.heatmill.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class RegionTest {
  private final BitSet bits = BitSet.valueOf(new long[] {0b100_010});

  @Test
  void pixelsAreCountedRowByRow() {
    Region region = Region.of(2, 3, bits);
    assertThat(Drawn.of(region)).containsExactly(".#.", "..#");
    assertThat(region.count()).isEqualTo(2);
    assertThat(region.indices()).containsExactly(1, 5);
    assertThat(region.contains(0, 4)).isFalse();
    assertThat(region.contains(-1, 1)).isFalse();
  }

  @Test
  void itDoesNotChangeWithItsSource() {
    Region region = Region.of(2, 3, bits);
    bits.clear();
    assertThat(region.count()).isEqualTo(2);
  }

  @Test
  void theUnionHasThePixelsOfBoth() {
    Region region = Region.of(2, 3, bits);
    Region other = Region.of(2, 3, BitSet.valueOf(new long[] {0b011}));
    assertThat(Drawn.of(region.union(other))).containsExactly("##.", "..#");
    assertThat(region.union(Region.empty(2, 3))).isEqualTo(region);
    assertThat(Region.empty(2, 3).isEmpty()).isTrue();
    assertThatThrownBy(() -> region.union(Region.empty(3, 2)))
        .hasMessage("Invalid union: Region[3 x 2, 2 pixels] and Region[2 x 3, 0 pixels]");
  }

  @Test
  void pixelsOutsideAreRefused() {
    assertThatThrownBy(() -> Region.of(1, 5, bits)).hasMessage("Invalid pixel: 5 (must be < 5)");
  }
}
