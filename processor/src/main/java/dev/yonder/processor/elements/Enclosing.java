// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.elements;

import java.util.Objects;
import javax.lang.model.element.Element;

/** What an element stands in. */
public final class Enclosing {

  private Enclosing() {}

  /** Returns what the element stands in; every one does but a module. */
  public static Element of(Element element) {
    return Objects.requireNonNull(element.getEnclosingElement(), "no module is asked for");
  }
}
