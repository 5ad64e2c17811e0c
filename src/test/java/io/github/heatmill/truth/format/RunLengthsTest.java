package io.github.heatmill.truth.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Size;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.Drawn;
import io.github.heatmill.truth.PixelMask;
import org.junit.jupiter.api.Test;

class RunLengthsTest {
  private static final Size SIZE = new Size(4, 3);

  @Test
  void runsGoDownTheColumnsAndBeginOutside() {
    // 3 outside are the first column; 4 inside the second one and the top of the third.
    PixelMask mask = RunLengths.mask(SIZE, new int[] {3, 4, 5}).orElseThrow();
    assertThat(Drawn.of(mask, SIZE)).containsExactly(".##.", ".#..", ".#..");
  }

  @Test
  void aMaskMayBeginInside() {
    PixelMask mask = RunLengths.mask(SIZE, new int[] {0, 1, 10, 1}).orElseThrow();
    assertThat(Drawn.of(mask, SIZE)).containsExactly("#...", "....", "...#");
  }

  @Test
  void smallLengthsAreOneCharacterFromZeroOn() {
    assertThat(RunLengths.parse("345")).containsExactly(3, 4, 5);
    assertThat(RunLengths.parse("")).isEmpty();
  }

  @Test
  void fromTheFourthOnLengthsAreDifferencesToTheOneTwoBefore() {
    // 1, 2, 3, then 4 = 2 + 2 and 2 = 3 - 1; -1 is the digit 31, whose character is '0' + 31 = 'O'.
    assertThat(RunLengths.parse("1232O")).containsExactly(1, 2, 3, 4, 2);
  }

  @Test
  void longLengthsHaveSeveralDigits() {
    // 50 = 18 + 1 * 32: '0' + 18 + 32 = 'b' (more follow), '1'. 16 needs a second digit, because
    // 16 within the last one means a negative number: '0' + 16 + 32 = '`', '0'.
    assertThat(RunLengths.parse("b1`0")).containsExactly(50, 16);
    // 1000 = 8 + 31 * 32, and 31 in the last digit would be negative: 'X', 'o', '0'.
    assertThat(RunLengths.parse("Xo0")).containsExactly(1000);
  }

  @Test
  void aTextOfCocosOwnCodeIsRead() {
    // mask.encode of pycocotools 2.0.11 for (3, 100), (4, 100) and all of column 600.
    Size photo = new Size(640, 480);
    PixelMask mask = RunLengths.mask(photo, RunLengths.parse("T`11o>0lif8o>UPkG")).orElseThrow();
    assertThat(mask.spans(99)).containsExactly(600, 601);
    assertThat(mask.spans(100)).containsExactly(3, 5, 600, 601);
    assertThat(Box.around(mask)).isEqualTo(new Box(3, 0, 598, 480));
  }

  @Test
  void bothKindsGiveTheSameMask() {
    assertThat(RunLengths.mask(SIZE, RunLengths.parse("1232O")))
        .isEqualTo(RunLengths.mask(SIZE, new int[] {1, 2, 3, 4, 2}));
  }

  @Test
  void aMaskWithoutPixelsIsEmpty() {
    assertThat(RunLengths.mask(SIZE, new int[] {12})).isEmpty();
  }

  @Test
  void damageIsRefused() {
    for (String text : new String[] {"b", " 1", "oooooooooo0", "1\u00e9"}) {
      assertThatThrownBy(() -> RunLengths.parse(text))
          .hasMessage(
              "Invalid run-length encoding: damaged text (must add up to the image's pixels)");
    }
    for (int[] lengths : new int[][] {{3, 4, 6}, {13, -1}, {}}) {
      assertThatThrownBy(() -> RunLengths.mask(SIZE, lengths))
          .hasMessageStartingWith("Invalid run-length encoding: damaged lengths");
    }
  }
}
