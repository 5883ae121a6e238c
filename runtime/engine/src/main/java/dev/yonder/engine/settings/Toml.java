// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.toml.TomlFactory;

/**
 * Reads TOML; the only class that knows the library, which is not loaded before it is needed.
 *
 * <p>The tokens are read without the library's mapping to objects, which takes longer to start.
 */
final class Toml {

  private Toml() {}

  /** Tells where a text is not TOML, and why. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxException(int line, int column, String problem, String content, Throwable cause) {
      super(
          "line %d, column %d: %s, in \"%s\"%s"
              .formatted(
                  line,
                  column,
                  problem,
                  content,
                  content.contains("\"") ? "" : "; what is no number, true or false has quotes"),
          cause);
    }
  }

  /**
   * Returns what the text says: tables as maps, arrays as lists, else texts, numbers and truth
   * values.
   *
   * @throws SyntaxException if the text is not TOML
   */
  static Map<String, Object> parse(String text) throws SyntaxException {
    try (JsonParser parser = new TomlFactory().createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return table(parser);
    } catch (JacksonException e) {
      int line = e.getLocation().getLineNr();
      String content = text.lines().skip(line - 1L).findFirst().orElse("").strip();
      throw new SyntaxException(
          line, e.getLocation().getColumnNr(), e.getOriginalMessage(), content, e);
    }
  }

  private static Map<String, Object> table(JsonParser parser) {
    Map<String, Object> table = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      table.put(name, value(parser));
    }
    return table;
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> table(parser);
      case START_ARRAY -> array(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      default -> parser.getString();
    };
  }
}
