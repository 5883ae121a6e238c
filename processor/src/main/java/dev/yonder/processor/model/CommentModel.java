// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The documentation of a method, as far as it holds for its stub too.
 *
 * <p>Links become plain code: what they name need not be known where the stub stands.
 *
 * @param text what stands before the tags, empty if nothing does
 * @param parameters the texts of the parameters' tags, by name, with {@code <T>} for type variables
 * @param result the text of the result's tag, empty if there is none
 * @param failures the texts of the exceptions' tags, by the exception's name
 * @param deprecated why the method should not be used, empty if that is not said
 */
public record CommentModel(
    String text,
    Map<String, String> parameters,
    String result,
    Map<String, String> failures,
    String deprecated) {

  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(?=[a-z])");
  private static final Pattern NAME = Pattern.compile("(\\S+)\\s*(.*)", Pattern.DOTALL);
  private static final Pattern REFERENCE =
      Pattern.compile("([^\\s(]*(?:\\([^)]*\\))?)\\s*(.*)", Pattern.DOTALL);

  /** Reads a comment as the compiler hands it over. */
  public static CommentModel parse(String comment) {
    List<String> blocks = BLOCK_TAG.splitAsStream(withoutLinks(unindented(comment))).toList();
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    String result = "";
    String deprecated = "";
    for (String block : blocks.subList(1, blocks.size())) {
      Matcher tag = NAME.matcher(block.strip());
      if (!tag.matches()) {
        continue;
      }
      String text = tag.group(2).strip();
      switch (tag.group(1)) {
        case "param" -> named(text, parameters);
        case "throws", "exception" -> named(text, failures);
        case "return" -> result = text;
        case "deprecated" -> deprecated = text;
        default -> {} // about the original alone: its authors, its version, what to see
      }
    }
    return new CommentModel(blocks.get(0).strip(), parameters, result, failures, deprecated);
  }

  /** Takes away the space between the asterisk and the text. */
  private static String unindented(String comment) {
    return comment.replaceAll("(?m)^ ", "");
  }

  private static void named(String text, Map<String, String> texts) {
    Matcher named = NAME.matcher(text);
    if (named.matches() && !named.group(2).isBlank()) {
      texts.put(named.group(1), named.group(2));
    }
  }

  /** Replaces inline tags whose meaning depends on where they stand. */
  private static String withoutLinks(String comment) {
    StringBuilder plain = new StringBuilder();
    int from = 0;
    for (int start = comment.indexOf("{@"); start >= 0; start = comment.indexOf("{@", from)) {
      int end = closingBrace(comment, start);
      if (end < 0) {
        break;
      }
      plain.append(comment, from, start).append(replacement(comment.substring(start, end + 1)));
      from = end + 1;
    }
    return plain.append(comment, from, comment.length()).toString();
  }

  private static String replacement(String inlineTag) {
    Matcher tag = NAME.matcher(inlineTag.substring(2, inlineTag.length() - 1));
    if (!tag.matches()) {
      return inlineTag;
    }
    String text = tag.group(2).strip();
    return switch (tag.group(1)) {
      case "link", "linkplain" -> label(text);
      case "value" -> text.isEmpty() ? "its value" : code(text);
      case "return" -> "Returns " + withoutLinks(text) + ".";
      case "code", "literal" -> inlineTag;
      case "index", "summary", "systemProperty" -> withoutLinks(text);
      default -> ""; // what is inherited, snippets with files, and tags that this does not know
    };
  }

  private static String label(String link) {
    Matcher reference = REFERENCE.matcher(link);
    String label = reference.matches() ? withoutLinks(reference.group(2)) : "";
    return label.isBlank() ? code(link) : label;
  }

  private static String code(String reference) {
    String target = reference.startsWith("#") ? reference.substring(1) : reference;
    return "{@code " + target.replace('#', '.') + "}";
  }

  private static int closingBrace(String comment, int start) {
    int depth = 0;
    for (int i = start; i < comment.length(); i++) {
      char c = comment.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
