package io.tarry.report.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Thrown when a report could not be written; the message tells the user which file and why. */
public final class ReportException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ReportException(Path file, IOException cause) {
    super("cannot write " + file.toString().replace('\\', '/') + ": " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileAlreadyExistsException e) {
      return "a file of the name " + e.getFile() + " is in the way";
    }
    if (cause instanceof NotDirectoryException || cause instanceof DirectoryNotEmptyException) {
      return "something else of that name is in the way";
    }
    if (cause instanceof NoSuchFileException) {
      return "no such folder";
    }
    if (cause instanceof FileSystemException e && e.getReason() != null) {
      return e.getReason();
    }
    return String.valueOf(cause.getMessage());
  }
}
