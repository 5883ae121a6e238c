// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that were said in one place, such as a file.
 *
 * @param values by name: a text, a number, a truth value, a time, a list, or the map of a table;
 *     not changed afterwards
 * @param form what the place can say
 * @param origin tells where a setting was said
 * @param directory what relative paths start from
 */
public record SettingsLayer(Map<String, Object> values, Form form, Origin origin, Path directory) {

  /** What a place can say, and to whom. */
  public enum Form {
    /** Values with a type, for one profile. */
    TYPED,
    /** Values or texts that stand for them, for one profile. */
    TEXT,
    /** Texts, for whichever profile has the setting. */
    TEXT_FOR_ALL
  }

  /** Tells where a setting was said. */
  @FunctionalInterface
  public interface Origin {

    /**
     * Returns the place in words, such as {@code /home/ann/yonder.toml line 7}.
     *
     * @param path the setting's name, after those of the tables that it is in; empty for the place
     *     as a whole
     */
    String of(List<String> path);
  }

  /** Copies the map. */
  public SettingsLayer {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Returns a layer of single settings.
   *
   * @param values by their names, after those of the tables that they are in; of two that exclude
   *     each other the later one counts
   */
  public static SettingsLayer of(
      Map<List<String>, ?> values, Form form, Origin origin, Path directory) {
    Map<String, Object> tree = new LinkedHashMap<>();
    values.forEach((path, value) -> put(tree, path, value));
    return new SettingsLayer(tree, form, origin, directory);
  }

  private static void put(Map<String, Object> tree, List<String> path, Object value) {
    if (path.size() == 1) {
      tree.put(path.get(0), value);
      return;
    }
    Map<String, Object> table = table(tree, path.get(0));
    put(table, path.subList(1, path.size()), value);
    tree.put(path.get(0), table);
  }

  private static Map<String, Object> table(Map<String, Object> tree, String name) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (tree.get(name) instanceof Map<?, ?> table) {
      table.forEach((part, value) -> parts.put((String) part, value));
    }
    return parts;
  }

  /** Returns what was said of a table, null if the setting is none or was not said. */
  @Nullable SettingsLayer table(String name) {
    if (!(values.get(name) instanceof Map)) {
      return null;
    }
    return new SettingsLayer(
        table(values, name),
        form,
        path -> {
          List<String> whole = new ArrayList<>(List.of(name));
          whole.addAll(path);
          return origin.of(whole);
        },
        directory);
  }
}
