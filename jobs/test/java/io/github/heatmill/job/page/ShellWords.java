package io.github.heatmill.job.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text of a shell into commands and words, as far as the examples of the pages need it.
 */
final class ShellWords {
  private final String text;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String text) {
    this.text = text.replace("\\\n", " ");
  }

  /** The words of each command; comments are left out. */
  static List<List<String>> commands(String text) {
    return new ShellWords(text).scan();
  }

  private List<List<String>> scan() {
    while (at < text.length()) {
      char next = text.charAt(at++);
      switch (next) {
        case '"', '\'' -> quoted(next);
        case ' ' -> endWord();
        case '\n' -> endCommand();
        case '#' -> hash();
        default -> append(next);
      }
    }
    endCommand();
    return commands;
  }

  private void quoted(char quote) {
    int end = text.indexOf(quote, at);
    if (end < 0) {
      throw new IllegalArgumentException("Missing " + quote + " at the end of: " + text);
    }
    inWord = true;
    word.append(text, at, end);
    at = end + 1;
  }

  private void hash() {
    if (inWord) {
      append('#');
      return;
    }
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void append(char next) {
    inWord = true;
    word.append(next);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
    }
    word = new StringBuilder();
    inWord = false;
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(words);
    }
    words = new ArrayList<>();
  }
}
