package io.github.heatmill.job.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A text split into statements at semicolons. Semicolons in string literals, quoted names and
 * comments do not end a statement. Quoting is that of Spark: a backslash escapes the next character
 * of a literal, unless the literal starts with {@code r}, and {@code /*} comments nest.
 *
 * @param ended the statements that end with a semicolon, without it; none is blank
 * @param rest the text after the last semicolon; empty if it has only comments
 */
public record Statements(List<String> ended, String rest) {

  public Statements {
    ended = List.copyOf(ended);
  }

  /** Splits a text. */
  public static Statements of(String text) {
    return new Scan(text).statements();
  }

  /** All statements, including the rest. */
  public List<String> all() {
    List<String> all = new ArrayList<>(ended);
    if (!rest.isEmpty()) {
      all.add(rest.strip());
    }
    return all;
  }

  /** One pass over a text. */
  private static final class Scan {
    private final String text;
    private final List<String> ended = new ArrayList<>();
    private int at;
    private int start;

    /** Whether the statement holds anything but space and comments. */
    private boolean says;

    private Scan(String text) {
      this.text = text;
    }

    private Statements statements() {
      while (at < text.length()) {
        step();
      }
      return new Statements(ended, says ? text.substring(start) : "");
    }

    private void step() {
      char next = text.charAt(at);
      if (next == ';') {
        end();
      } else if (text.startsWith("--", at)) {
        at = after("\n", at);
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else {
        says |= !Character.isWhitespace(next);
        at = next == '\'' || next == '"' || next == '`' ? afterQuote(next) : at + 1;
      }
    }

    private void end() {
      if (says) {
        ended.add(text.substring(start, at).strip());
      }
      at++;
      start = at;
      says = false;
    }

    private void skipComment() {
      int depth = 0;
      do {
        if (text.startsWith("/*", at)) {
          depth++;
          at += 2;
        } else if (text.startsWith("*/", at)) {
          depth--;
          at += 2;
        } else {
          at++;
        }
      } while (depth > 0 && at < text.length());
      if (depth > 0) {
        says = true; // The comment may end on a later line.
      }
    }

    /** The index after a literal. A doubled quote counts as the end of one and start of another. */
    private int afterQuote(char quote) {
      boolean escapes = quote != '`' && !isRaw();
      for (int i = at + 1; i < text.length(); i++) {
        if (escapes && text.charAt(i) == '\\') {
          i++;
        } else if (text.charAt(i) == quote) {
          return i + 1;
        }
      }
      return text.length();
    }

    private boolean isRaw() {
      boolean marked = at > start && Character.toLowerCase(text.charAt(at - 1)) == 'r';
      return marked && (at - 1 == start || !Character.isJavaIdentifierPart(text.charAt(at - 2)));
    }

    private int after(String end, int from) {
      int found = text.indexOf(end, from);
      return found < 0 ? text.length() : found + end.length();
    }
  }
}
