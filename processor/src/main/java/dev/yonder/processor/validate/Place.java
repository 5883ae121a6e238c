// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import dev.yonder.processor.elements.Enclosing;
import dev.yonder.processor.elements.RemoteMethod;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * What is to blame.
 *
 * @param element the element, or the one that carries the annotation
 * @param annotation the annotation, if it is to blame rather than the element
 * @param value the annotation's value, if it is
 * @param resultType the simple name of the type in the method's result, if that is to blame
 */
record Place(
    Element element,
    @Nullable AnnotationMirror annotation,
    @Nullable AnnotationValue value,
    @Nullable String resultType) {

  static Place of(Element element) {
    return new Place(element, null, null, null);
  }

  static Place of(Element element, AnnotationMirror annotation) {
    return new Place(element, annotation, null, null);
  }

  static Place of(Element element, AnnotationMirror annotation, AnnotationValue value) {
    return new Place(element, annotation, value, null);
  }

  /** Returns the method; for one that stands elsewhere, the class that inherits it. */
  static Place of(RemoteMethod method) {
    return of(standsInOwner(method) ? method.element() : method.owner());
  }

  static Place ofParameter(RemoteMethod method, int position) {
    return of(standsInOwner(method) ? method.parameters().get(position) : method.owner());
  }

  static Place ofResult(RemoteMethod method, String type) {
    return standsInOwner(method)
        ? new Place(method.element(), null, null, type)
        : of(method.owner());
  }

  private static boolean standsInOwner(RemoteMethod method) {
    return Enclosing.of(method.element()).equals(method.owner());
  }
}
