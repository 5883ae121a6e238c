// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import org.jspecify.annotations.Nullable;

/**
 * Streams at descriptors that this process was started with.
 *
 * <p>Java gives out those of the standard streams. Others it takes by their number where {@code
 * java.io} is opened to us. Else they are opened again by their name, which only pipes allow, not
 * the sockets that sshd gives to commands; and the one that was inherited stays open beside it.
 */
final class Descriptors {
  private static final int IN = 0;
  private static final int OUT = 1;

  private Descriptors() {}

  static FileInputStream input(int number) throws IOException {
    if (number == IN) {
      return new FileInputStream(FileDescriptor.in);
    }
    FileDescriptor inherited = inherited(number);
    try {
      return inherited == null ? new FileInputStream(name(number)) : new FileInputStream(inherited);
    } catch (IOException e) {
      throw cannotOpen(number, e);
    }
  }

  static FileOutputStream output(int number) throws IOException {
    if (number == OUT) {
      return new FileOutputStream(FileDescriptor.out);
    }
    FileDescriptor inherited = inherited(number);
    try {
      return inherited == null
          ? new FileOutputStream(name(number))
          : new FileOutputStream(inherited);
    } catch (IOException e) {
      throw cannotOpen(number, e);
    }
  }

  private static String name(int number) {
    return "/dev/fd/" + number;
  }

  private static @Nullable FileDescriptor inherited(int number) throws IOException {
    FileDescriptor descriptor;
    try {
      Constructor<FileDescriptor> constructor =
          FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      descriptor = constructor.newInstance(number);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return null;
    }
    return descriptor;
  }

  private static IOException cannotOpen(int number, IOException cause) {
    return new IOException(
        "the descriptor %d cannot be used: %s. Start Java with %s, behind the redirection %s"
            .formatted(
                number, cause.getMessage(), StdioLinks.JAVA_OPTION, StdioLinks.SHELL_REDIRECTION),
        cause);
  }
}
