package io.github.heatmill.model.torchscript.syntax;

import io.github.heatmill.model.program.UnreadableSourceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name that source text uses to reach something outside of it.
 *
 * @param name such as {@code torch.conv2d}, {@code forward} or {@code getattr}
 */
public record Reference(Kind kind, String name) {

  /** How a name is used. */
  public enum Kind {
    /** A dotted name that begins with {@code torch}, {@code ops} or {@code __torch__}. */
    PATH,
    /** A name after a dot, or given to {@code getattr}. */
    MEMBER,
    /** A name that is called, and that the text does not define. */
    FUNCTION,
    /** A name that is called, and that the text also uses without a call. */
    LOCAL
  }

  private static final Set<String> ROOTS = Set.of("torch", "ops", "__torch__");
  private static final Set<String> LIBRARY = Set.of("torch", "ops");
  private static final String BY_NAME = "getattr";

  /** A function that may be called by another name, so that it counts without a call as well. */
  private static final String PRINT = "print";

  private static final Set<String> KEYWORDS =
      Set.of(
          "and", "as", "assert", "def", "class", "del", "elif", "else", "for", "if", "in", "is",
          "not", "or", "raise", "return", "while", "with");

  private static final Set<String> DEFINING = Set.of("def", "class");

  /**
   * The words of any TorchScript text, at least as finely divided as libtorch does it: numbers end
   * at a dot, so that no member can hide behind one. Strings are of one line; texts of several
   * lines are refused, since libtorch does not write them.
   */
  private static final Pattern WORD =
      Pattern.compile(
          "(?<blank>[\\s;]+|\\\\\\r?\\n|#[^\\n]*)"
              + "|(?<name>[A-Za-z_$][A-Za-z0-9_$]*)"
              + "|(?<number>[0-9][A-Za-z0-9_]*)"
              + "|(?<string>\"(?!\"\")(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?!'')(?:[^'\\\\\\n]|\\\\.)*+')"
              + "|(?<operator>[-+*/%@&|^~<>=()\\[\\]{},:.!])",
          Pattern.DOTALL);

  private enum Type {
    NAME,
    STRING,
    OTHER
  }

  private record Word(Type type, String text) {
    private static final Word END = new Word(Type.OTHER, "");

    boolean is(String other) {
      return type == Type.OTHER && text.equals(other);
    }
  }

  /**
   * All references in the text of a source file.
   *
   * @throws UnreadableSourceException if the text cannot be divided into words
   */
  public static Set<Reference> in(String source) {
    List<Word> words = words(source);
    Set<String> values = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      if (isHead(words, i) && !at(words, i + 1).is("(")) {
        values.add(words.get(i).text());
      }
    }
    Set<Reference> found = new LinkedHashSet<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).type() == Type.NAME) {
        add(words, i, values, found);
      }
    }
    return found;
  }

  private static void add(List<Word> words, int i, Set<String> values, Set<Reference> found) {
    String name = words.get(i).text();
    if (!isHead(words, i)) {
      if (at(words, i - 1).is(".") && !isOfLibrary(words, i)) {
        found.add(new Reference(Kind.MEMBER, name));
      }
    } else if (ROOTS.contains(name)) {
      found.add(new Reference(Kind.PATH, path(words, i)));
    } else if (!KEYWORDS.contains(name) && (at(words, i + 1).is("(") || name.equals(PRINT))) {
      if (name.equals(BY_NAME)) {
        addByName(words, i + 1, found);
      }
      found.add(new Reference(values.contains(name) ? Kind.LOCAL : Kind.FUNCTION, name));
    }
  }

  /** Whether a member belongs to a name that begins with {@code torch} or {@code ops}. */
  private static boolean isOfLibrary(List<Word> words, int member) {
    int start = member;
    while (at(words, start - 1).is(".") && at(words, start - 2).type() == Type.NAME) {
      start -= 2;
    }
    return start < member && isHead(words, start) && LIBRARY.contains(words.get(start).text());
  }

  /** Whether a word is a name that no dot, {@code def} or {@code class} comes before. */
  private static boolean isHead(List<Word> words, int i) {
    Word before = at(words, i - 1);
    return words.get(i).type() == Type.NAME
        && !before.is(".")
        && !(before.type() == Type.NAME && DEFINING.contains(before.text()));
  }

  private static String path(List<Word> words, int start) {
    StringBuilder path = new StringBuilder(words.get(start).text());
    for (int i = start + 1; at(words, i).is(".") && at(words, i + 1).type() == Type.NAME; i += 2) {
      path.append('.').append(words.get(i + 1).text());
    }
    return path.toString();
  }

  /** The members that a call of {@code getattr} names. */
  private static void addByName(List<Word> words, int open, Set<Reference> found) {
    int depth = 0;
    boolean named = false;
    for (int i = open; i < words.size(); i++) {
      Word word = words.get(i);
      if (word.type() == Type.STRING && depth == 1) {
        String text = word.text();
        found.add(new Reference(Kind.MEMBER, text.substring(1, text.length() - 1)));
        named = true;
      }
      depth += word.is("(") ? 1 : word.is(")") ? -1 : 0;
      if (depth == 0) {
        break;
      }
    }
    if (!named) {
      throw new UnreadableSourceException("getattr without the name of a member");
    }
  }

  private static Word at(List<Word> words, int i) {
    return i < 0 || i >= words.size() ? Word.END : words.get(i);
  }

  private static List<Word> words(String source) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(source);
    int position = 0;
    while (position < source.length()) {
      if (!matcher.region(position, source.length()).lookingAt()) {
        int end = Math.min(source.length(), position + 40);
        throw new UnreadableSourceException(
            "cannot read " + source.substring(position, end).lines().findFirst().orElse(""));
      }
      if (matcher.group("name") != null) {
        words.add(new Word(Type.NAME, matcher.group()));
      } else if (matcher.group("string") != null) {
        words.add(new Word(Type.STRING, matcher.group()));
      } else if (matcher.group("blank") == null) {
        words.add(new Word(Type.OTHER, matcher.group()));
      }
      position = matcher.end();
    }
    return words;
  }
}
