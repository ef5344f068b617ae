package io.tarry.cli;

/** The exit codes. */
enum ExitCode {
  /** Every verdict is as its case expects. */
  AS_EXPECTED(0),
  /** Some verdict is not. */
  UNEXPECTED(1),
  /** The command line or a file is wrong. */
  WRONG_INPUT(2),
  /** No verdict: a limit was reached first. */
  UNDECIDED(3),
  /** Reading or writing failed. */
  INPUT_OUTPUT(4),
  /** A defect in Tarry itself. */
  DEFECT(70),
  /** Ctrl-C: the results so far were printed. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
