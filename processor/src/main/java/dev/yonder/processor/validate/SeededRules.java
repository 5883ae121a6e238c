// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import com.google.auto.common.MoreElements;
import dev.yonder.annotations.Seeded;
import dev.yonder.processor.elements.Enclosing;
import dev.yonder.processor.elements.RemoteMethods;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Whether a seeded parameter is one of a remote method. */
public final class SeededRules {
  private final RemoteMethods methods;

  /** Creates rules that look for remote methods here. */
  public SeededRules(RemoteMethods methods) {
    this.methods = methods;
  }

  /** Checks one parameter. */
  public Report check(Element parameter) {
    Report report = new Report();
    if (!isOfRemoteMethod(parameter)) {
      Element enclosing = Enclosing.of(parameter);
      report.add(
          Problem.SEEDED_ELSEWHERE,
          Place.of(parameter, MoreElements.getAnnotationMirror(parameter, Seeded.class).get()),
          parameter.getSimpleName(),
          enclosing.getKind() == ElementKind.METHOD
              ? enclosing.getSimpleName() + "()"
              : "a constructor");
    }
    return report;
  }

  private boolean isOfRemoteMethod(Element parameter) {
    Element method = Enclosing.of(parameter);
    if (RemoteMethods.isRemote(method)) {
      return true;
    }
    if (method.getKind() != ElementKind.METHOD) {
      return false;
    }
    TypeElement owner = MoreElements.asType(Enclosing.of(method));
    return methods.overridden(owner, (ExecutableElement) method).isPresent();
  }
}
