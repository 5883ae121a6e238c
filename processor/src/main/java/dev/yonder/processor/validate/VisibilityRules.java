// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.google.auto.common.Visibility;
import dev.yonder.processor.elements.RemoteMethod;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** Whether code in the same package can name every type of a method's signature. */
final class VisibilityRules {

  private VisibilityRules() {}

  static void check(RemoteMethod method, Report report) {
    for (int position : method.sentParameters()) {
      String words = "parameter '%s'".formatted(method.parameters().get(position).getSimpleName());
      hidden(method, method.parameterType(position))
          .ifPresent(type -> add(report, Place.ofParameter(method, position), words, method, type));
    }
    hidden(method, method.type().getReturnType())
        .ifPresent(
            type -> {
              Place place = Place.ofResult(method, type.getSimpleName().toString());
              add(report, place, "the result", method, type);
            });
    for (TypeVariable variable : method.type().getTypeVariables()) {
      String words = "type parameter '%s'".formatted(variable.asElement().getSimpleName());
      hidden(method, variable)
          .ifPresent(type -> add(report, Place.of(method), words, method, type));
    }
  }

  private static Optional<TypeElement> hidden(RemoteMethod method, TypeMirror type) {
    return TypeParts.of(type).stream()
        .map(part -> MoreTypes.asTypeElement(part.type()))
        .filter(part -> isHidden(method, part))
        .findFirst();
  }

  private static boolean isHidden(RemoteMethod method, TypeElement type) {
    Visibility visibility = Visibility.effectiveVisibilityOfElement(type);
    boolean samePackage =
        MoreElements.getPackage(type).equals(MoreElements.getPackage(method.owner()));
    return visibility == Visibility.PRIVATE || (visibility != Visibility.PUBLIC && !samePackage);
  }

  private static void add(
      Report report, Place place, String words, RemoteMethod method, TypeElement type) {
    boolean isPrivate = Visibility.effectiveVisibilityOfElement(type) == Visibility.PRIVATE;
    report.add(
        Problem.HIDDEN_TYPE,
        place,
        words,
        method.name(),
        type.getQualifiedName(),
        isPrivate ? "private" : "not public and in another package",
        isPrivate ? "package-private" : "public");
  }
}
