package dev.dormouse.cli;

import dev.dormouse.image.DamagedImageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in a line what is wrong with a file; it is always named. */
final class FileErrors {
  private FileErrors() {}

  static String describe(IOException e) {
    // Some of the JDK's messages are the file's name and nothing else.
    if (e instanceof NoSuchFileException f) {
      return f.getFile() + ": No such file or directory";
    }
    if (e instanceof FileAlreadyExistsException f) {
      return f.getFile() + ": File exists";
    }
    if (e instanceof AccessDeniedException f) {
      return f.getFile() + ": Permission denied";
    }
    String message = e.getMessage();
    int bracket = message == null ? -1 : message.lastIndexOf(" (");
    if (e instanceof FileNotFoundException && bracket > 0 && message.endsWith(")")) {
      // It has the reason behind the name, in brackets.
      return message.substring(0, bracket)
          + ": "
          + message.substring(bracket + 2, message.length() - 1);
    }
    return message == null ? e.toString() : message;
  }

  static String describe(DamagedImageException e) {
    return e.format().getMessage();
  }

  /** A whole file of text. Its exceptions name it, which the JDK's do not where reading fails. */
  static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (FileSystemException e) {
      if (e.getFile() != null) {
        throw e;
      }
      throw new IOException(file + ": " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": not text in UTF-8", e);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
