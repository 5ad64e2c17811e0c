package io.github.heatmill.job.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.input.listing.ListedFile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many files are done before their rows are committed. */
class PieceSizeTest {
  private static final PieceSize FIRST = PieceSize.first(32, 32);

  @Test
  void theFirstPieceIsSmallAndAlone() {
    assertThat(sizes(FIRST, 1_000)).containsExactly(32);
  }

  @Test
  void afterAQuickPieceTheNextHasSixteenTimesItsFiles() {
    assertThat(sizes(FIRST.after(3), 1_000)).containsExactly(512);
    assertThat(sizes(FIRST.after(3).after(7), 100_000)).containsExactly(8_192);
  }

  @Test
  void aPieceThatToldHowManyMakeFourMinutesIsFollowedByEight() {
    // 512 in 160 s are 768 in 240 s.
    PieceSize steady = FIRST.after(3).after(160);

    assertThat(steady.files()).isEqualTo(768);
    assertThat(sizes(steady, 10_000)).hasSize(8).containsOnly(768);
    assertThat(sizes(steady, 1_153)).containsExactly(768, 385);
  }

  @Test
  void whatIsLessThanHalfAPieceGoesWithTheOneBefore() {
    assertThat(sizes(FIRST, 48)).containsExactly(48);
    assertThat(sizes(FIRST.after(3).after(160), 1_920)).containsExactly(768, 1_152);
  }

  @Test
  void aPieceThatTookTooLongIsFollowedBySmallerOnes() {
    // 512 in 960 s are 128 in 240 s.
    assertThat(sizes(FIRST.after(3).after(960), 10_000)).containsExactly(128);
  }

  @Test
  void noPieceIsTooSmallForAllCores() {
    assertThat(FIRST.after(10_000).files()).isEqualTo(32);
    assertThat(FIRST.after(180).files()).isEqualTo(32); // 42 would leave cores idle.
  }

  @Test
  void aPieceIsNeverLargerThanTheDriverCanHold() {
    PieceSize size = FIRST;
    for (int i = 0; i < 40; i++) {
      size = size.after(0.1);
    }
    assertThat(size.files()).isEqualTo(500_000);
  }

  @Test
  void aSizeThatTheUserNamesStays() {
    PieceSize size = PieceSize.of(100);

    assertThat(size.after(1_000)).isEqualTo(size);
    assertThat(sizes(size, 250)).containsExactly(100, 100, 50);
    assertThat(sizes(PieceSize.of(Integer.MAX_VALUE), 250)).containsExactly(250);
    assertThat(PieceSize.of(Integer.MAX_VALUE).files()).isEqualTo(500_000);
  }

  private static List<Integer> sizes(PieceSize size, int files) {
    List<ListedFile> left =
        IntStream.range(0, files).mapToObj(i -> new ListedFile("file:/" + i, null, 1)).toList();
    return size.next(left).stream().map(List::size).toList();
  }
}
