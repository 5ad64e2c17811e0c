package io.github.heatmill.job.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalStreamTest {
  private static String printed(byte[] bytes) {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    try (PrintStream out = TerminalStream.around(terminal)) {
      out.write(bytes, 0, bytes.length);
    }
    return terminal.toString(StandardCharsets.UTF_8);
  }

  private static String printed(String text) {
    return printed(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text\twith tabs\nand lines\n",
        "caf\u00e9 \u00a0 \u65e5\u672c\u8a9e \u2026 \u2014 \u20ac \ud83d\udc1f \u05d0\u200f",
        "\u00bf\u00ff\u0100\u2029\u202f\u2065\u206a\u2fff\u3000"
      })
  void textStaysAsItIs(String text) {
    assertThat(printed(text)).isEqualTo(text);
  }

  @Test
  void controlCharactersBecomeEscapes() {
    assertThat(printed("a\u001b[2J\u0007\rb\b\u0000\u007f"))
        .isEqualTo("a\\x1b[2J\\x07\\x0db\\x08\\x00\\x7f");
    assertThat(printed("\u0085\u009b31m")).isEqualTo("\\u0085\\u009b31m");
  }

  @Test
  void marksThatTurnTextAroundBecomeEscapes() {
    assertThat(printed("gpj.\u202etac \u2066x\u2069")).isEqualTo("gpj.\\u202etac \\u2066x\\u2069");
  }

  @Test
  void noControlCharacterPasses() {
    for (char c = 0; c < 0x3000; c++) {
      String shown = printed("<" + c + ">");
      boolean kept = c == '\n' || c == '\t' || !Character.isISOControl(c);
      assertThat(shown.chars().filter(Character::isISOControl).filter(x -> x != '\n' && x != '\t'))
          .as("%x", (int) c)
          .isEmpty();
      assertThat(shown.contains("" + c) || !kept || shown.contains("\\u20"))
          .as("%x", (int) c)
          .isTrue();
    }
  }

  @Test
  void brokenBytesPassAndHoldNothingBack() {
    byte[] broken = {
      'a', (byte) 0xc2, 'b', (byte) 0xe2, (byte) 0x80, 'c', (byte) 0xff, (byte) 0xe2
    };
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    try (PrintStream out = TerminalStream.around(terminal)) {
      out.write(broken, 0, broken.length);
    }
    assertThat(terminal.toByteArray()).containsExactly(broken);
  }
}
