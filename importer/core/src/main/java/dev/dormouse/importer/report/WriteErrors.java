package dev.dormouse.importer.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be written, without its name: the JDK's messages are often nothing else. */
public final class WriteErrors {
  private WriteErrors() {}

  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    // FileNotFoundException has the path in front, and the reason behind it in brackets.
    String message = e.getMessage();
    int bracket = message == null ? -1 : message.lastIndexOf(" (");
    return bracket >= 0 && message.endsWith(")")
        ? message.substring(bracket + 2, message.length() - 1)
        : message;
  }
}
