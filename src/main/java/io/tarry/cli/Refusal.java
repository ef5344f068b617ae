package io.tarry.cli;

/** Why a command cannot be run, in words for the user; no stack trace is shown. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  Refusal(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
