package io.github.heatmill.job.support;

import java.util.List;

/** Forty names that a file of Linux may have and that programs stumble over. */
public final class UglyNames {
  public static final List<String> ALL =
      List.of(
          "a:b",
          ":lead",
          "c:",
          "http:x",
          "[1]",
          "[",
          "x{2}",
          "{a,b}",
          "*",
          "what?",
          "50%",
          "a%20b",
          "a b",
          "a+b",
          "%",
          "%zz",
          "#1",
          "a#b",
          "a;b",
          "a,b",
          "a|b",
          "a=b",
          "a&b",
          "$HOME",
          "`id`",
          "it's",
          "say \"hi\"",
          "line\nbreak",
          "tab\tstop",
          "back\\slash",
          "\\",
          " lead",
          "trail ",
          "-dash",
          "x..",
          "_under",
          "emoji \uD83D\uDE00",
          "k\u00e4se",
          "ka\u0308se",
          "\u202ebidi",
          "<script>",
          "\u732b",
          "n".repeat(245));

  private UglyNames() {}
}
