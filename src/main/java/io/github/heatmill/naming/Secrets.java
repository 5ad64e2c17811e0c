package io.github.heatmill.naming;

import java.util.regex.Pattern;

/**
 * Finds and removes secrets in URLs: a password before the host ({@code
 * scheme://user:password@host}), and signatures, keys and tokens among the parameters of a signed
 * URL. None of them may appear in a log or a table.
 */
public final class Secrets {
  /** The name of a parameter whose value is a secret, for any storage provider. */
  private static final String SECRET =
      "(?i:[\\w.-]*(?:signature|credential|token|secret|passw(?:or)?d|access_?key(?:_?id)?|api_?key)"
          + "|sig|pwd|auth|authorization)";

  /** Parameters that accompany a signature and change with it. */
  private static final String BESIDE =
      "(?i:x-(?:amz|goog)-[\\w-]+|expires|googleaccessid|policy|key-pair-id"
          + "|s[vrtepis]|spr|srt|sk(?:oid|tid|t|e|s|v))";

  /** A user with a password; a port is none. */
  private static final String USER = "(?<=://)[^\\s/@:?#\"']*:(?!\\d+/)[^\\s@?#\"']+@";

  private static final String VALUE = "=[^&;#\\s\"'<>]*";

  private static final Pattern USERS = Pattern.compile(USER);
  private static final Pattern VALUES = Pattern.compile("([?&;]" + SECRET + ")" + VALUE);

  /** Whether a key of a table is a signed URL: the pattern of {@link #UNSTABLE} applies then. */
  public static final String SIGNED = "(?s)^[A-Za-z][\\w+.-]*://.*[?&;]" + SECRET + "=.*";

  /** A user with a password, as a regular expression whose matches are left out. */
  public static final String PASSWORD = USER;

  /** Parameters of a signed URL, as a regular expression whose matches are left out. */
  public static final String UNSTABLE =
      "(?<=[?&;])(?:" + SECRET + "|" + BESIDE + ")" + VALUE + "(?:[&;]|$)";

  /** The empty rest of a query after that, as a regular expression whose matches are left out. */
  public static final String LEFT = "[?&;]+(?=#|$)";

  private Secrets() {}

  /** Whether a text contains a secret. */
  public static boolean in(String text) {
    return !without(text).equals(text);
  }

  /** A text in which secrets are replaced by stars. */
  public static String without(String text) {
    String anonymous = USERS.matcher(text).replaceAll("***@");
    return VALUES.matcher(anonymous).replaceAll("$1=***");
  }
}
