// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.elements;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads documentation comments. */
public final class Comments {
  private final Elements elements;
  private final @Nullable Method kind;

  /** Creates a reader of the elements' comments. */
  public Comments(Elements elements) {
    this.elements = elements;
    this.kind = kindMethod();
  }

  /**
   * Returns the comment's text, empty if there is none.
   *
   * <p>A comment in Markdown is taken as none: copied into a traditional one it would be read as
   * HTML.
   */
  public String of(Element element) {
    String comment = elements.getDocComment(element);
    return comment == null || isMarkdown(element) ? "" : comment;
  }

  private boolean isMarkdown(Element element) {
    try {
      return kind != null && "END_OF_LINE".equals(String.valueOf(kind.invoke(elements, element)));
    } catch (IllegalAccessException | InvocationTargetException unknown) {
      return true;
    }
  }

  /** The method exists since Java 23, and this is compiled for 17. */
  private static @Nullable Method kindMethod() {
    try {
      return Elements.class.getMethod("getDocCommentKind", Element.class);
    } catch (NoSuchMethodException older) {
      return null;
    }
  }
}
