// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import com.google.auto.common.MoreElements;
import dev.yonder.processor.elements.Enclosing;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;

/** What a class must be so that generated code can name it. */
final class OwnerRules {

  private OwnerRules() {}

  static void check(TypeElement owner, Report report) {
    if (MoreElements.getPackage(owner).isUnnamed()) {
      report.add(Problem.DEFAULT_PACKAGE, Place.of(owner), owner.getSimpleName());
    }
    for (Element type = owner; MoreElements.isType(type); type = Enclosing.of(type)) {
      TypeElement enclosing = MoreElements.asType(type);
      if (enclosing.getModifiers().contains(Modifier.PRIVATE)) {
        report.add(
            Problem.PRIVATE_OWNER,
            Place.of(enclosing),
            enclosing.getSimpleName(),
            enclosing.equals(owner) ? "it" : owner.getSimpleName() + " inside it");
      }
      if (isInner(enclosing)) {
        report.add(
            Problem.INNER_OWNER,
            Place.of(enclosing),
            enclosing.getSimpleName(),
            Enclosing.of(enclosing).getSimpleName());
      }
    }
  }

  static boolean isInner(TypeElement type) {
    return type.getNestingKind() == NestingKind.MEMBER
        && !type.getModifiers().contains(Modifier.STATIC);
  }
}
