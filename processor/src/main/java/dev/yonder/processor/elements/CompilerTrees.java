// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.elements;

import com.sun.source.util.Trees;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/** The syntax trees of the compiler, which only javac offers, and not through every wrapper. */
public final class CompilerTrees {

  private CompilerTrees() {}

  /** Returns the trees, or null where the environment has none. */
  public static @Nullable Trees of(ProcessingEnvironment environment) {
    try {
      return Trees.instance(environment);
    } catch (IllegalArgumentException | LinkageError notJavac) {
      return null;
    }
  }
}
