package io.tarry.survey;

/** What is wrong with a question, in words for who asked it. */
public final class QuestionException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Something wrong, in words. */
  public QuestionException(String message) {
    super(message);
  }
}
