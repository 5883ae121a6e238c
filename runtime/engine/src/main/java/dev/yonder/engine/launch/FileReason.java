// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something could not be done with a file: the most usual exceptions name only the file. */
final class FileReason {

  private FileReason() {}

  /** Returns the reason as the system words it, after the file if that is known. */
  static String of(IOException e) {
    if (e instanceof FileSystemException about && about.getReason() == null) {
      return about.getFile() + ": " + words(about);
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static String words(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    return e instanceof FileAlreadyExistsException ? "File exists" : e.getClass().getSimpleName();
  }
}
