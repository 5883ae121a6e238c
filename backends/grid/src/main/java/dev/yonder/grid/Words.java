// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The words of a command, put together one by one; no shell reads them. */
final class Words {
  private final List<String> words;

  private Words(List<String> words) {
    this.words = words;
  }

  static Words of(String... first) {
    return new Words(new ArrayList<>(List.of(first)));
  }

  /** Adds a word. */
  Words add(String word) {
    words.add(word);
    return this;
  }

  /** Adds words. */
  Words addAll(List<String> more) {
    words.addAll(more);
    return this;
  }

  /** Adds a word if that is wanted. */
  Words addIf(boolean wanted, Supplier<String> word) {
    return wanted ? add(word.get()) : this;
  }

  /** Adds a word that begins so and ends with the value, if there is one. */
  Words option(String name, @Nullable Object value) {
    return value == null ? this : add(name + value);
  }

  /** Returns the words. */
  List<String> list() {
    return List.copyOf(words);
  }
}
