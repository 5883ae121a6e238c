// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Finds a class that is not on the class path. */
final class ElsewhereLoader {
  /** The name of the class. */
  static final String NAME = "Elsewhere";

  private ElsewhereLoader() {}

  @SuppressWarnings("BanClassLoader") // what it is for
  static Class<?> load(String directory) throws ClassNotFoundException {
    try {
      URL[] place = {Path.of(directory).toUri().toURL()};
      return Class.forName(NAME, true, new URLClassLoader(place));
    } catch (MalformedURLException e) {
      throw new ClassNotFoundException(directory, e);
    }
  }
}
