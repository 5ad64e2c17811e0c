package io.github.heatmill.model.operator;

/** Whether a saved network runs although it calls what is not known to only compute. */
public enum Trust {
  /**
   * Only networks run whose every operator is listed as one that computes and does nothing else.
   */
  CHECKED,

  /** The user trusts who made the file: it runs as any other program does. */
  TRUSTED;

  /** How the command line asks for {@link #TRUSTED}. */
  public static final String OPTION = "--trust-model";

  /** {@link #TRUSTED} if the user says so. */
  public static Trust of(boolean trusted) {
    return trusted ? TRUSTED : CHECKED;
  }
}
