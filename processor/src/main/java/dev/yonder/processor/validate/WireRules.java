// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import com.google.auto.common.MoreTypes;
import dev.yonder.processor.elements.Enclosing;
import dev.yonder.processor.elements.RemoteMethod;
import dev.yonder.processor.validate.TypeParts.Part;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Whether what travels with a call can, as far as the types of its signature tell. */
final class WireRules {
  private static final String FUTURE = "dev.yonder.RemoteFuture";
  private static final Set<String> FUTURES =
      Set.of(FUTURE, "dev.yonder.Arg", "dev.yonder.Arg.Value");

  private final Types types;

  WireRules(Types types) {
    this.types = types;
  }

  /** What keeps a class from being sent, and what to do about it. */
  private record Obstacle(TypeElement type, String why, String asParameter, String asResult) {}

  void check(RemoteMethod method, Report report) {
    for (int position : method.sentParameters()) {
      checkParameter(method, position, report);
    }
    checkResult(method, report);
  }

  /** Checks the object that instance methods are called on, once for all of them. */
  void checkReceiver(TypeElement owner, List<RemoteMethod> methods, Report report) {
    methods.stream()
        .filter(method -> !method.isStatic())
        .findFirst()
        .ifPresent(
            method ->
                TypeParts.of(owner.asType()).stream()
                    .filter(Part::isValue)
                    .flatMap(part -> unsendable(part.type()).stream())
                    .findFirst()
                    .ifPresent(
                        obstacle ->
                            report.add(
                                Problem.CANNOT_BE_SENT,
                                Place.of(owner),
                                "the receiver",
                                method.name(),
                                obstacle.why(),
                                "Make %s() static, and pass what it needs."
                                    .formatted(method.name()))));
  }

  private void checkParameter(RemoteMethod method, int position, Report report) {
    TypeMirror type = method.parameterType(position);
    Place place = Place.ofParameter(method, position);
    String name = method.parameters().get(position).getSimpleName().toString();
    if (type.getKind() == TypeKind.DECLARED && FUTURES.contains(name(type))) {
      List<? extends TypeMirror> arguments = MoreTypes.asDeclared(type).getTypeArguments();
      report.add(
          Problem.FUTURE_PARAMETER,
          place,
          name,
          method.name(),
          MoreTypes.asTypeElement(type).getSimpleName(),
          arguments.isEmpty() ? "the value's type" : value(arguments.get(0)));
      return;
    }
    String words = "parameter '%s'".formatted(name);
    for (Part part : TypeParts.of(type)) {
      if (part.isValue() && FUTURES.contains(name(part.type()))) {
        report.add(Problem.FUTURE_INSIDE, place, words, method.name(), simpleName(part.type()));
        return;
      }
      Optional<Obstacle> obstacle = obstacle(part);
      if (obstacle.isPresent()) {
        String fix = obstacle.get().asParameter().replace("{method}", method.name());
        report.add(Problem.CANNOT_BE_SENT, place, words, method.name(), obstacle.get().why(), fix);
        return;
      }
    }
  }

  private void checkResult(RemoteMethod method, Report report) {
    List<Part> parts = TypeParts.of(method.type().getReturnType());
    boolean isFuture = !parts.isEmpty() && name(method.type().getReturnType()).equals(FUTURE);
    for (Part part : isFuture ? parts.subList(1, parts.size()) : parts) {
      if (part.isValue() && FUTURES.contains(name(part.type()))) {
        String type = simpleName(part.type());
        Place place = Place.ofResult(method, type);
        report.add(Problem.FUTURE_INSIDE, place, "the result", method.name(), type);
        return;
      }
      Optional<Obstacle> obstacle = obstacle(part);
      if (obstacle.isPresent()) {
        report.add(
            Problem.CANNOT_BE_SENT,
            Place.ofResult(method, obstacle.get().type().getSimpleName().toString()),
            "the result",
            method.name(),
            obstacle.get().why(),
            obstacle.get().asResult());
        return;
      }
    }
  }

  private Optional<Obstacle> obstacle(Part part) {
    if (!part.isValue()) {
      return Optional.empty();
    }
    TypeElement type = MoreTypes.asTypeElement(part.type());
    if (OwnerRules.isInner(type)) {
      String why =
          "%s is an inner class, which holds on to an object of %s."
              .formatted(type.getQualifiedName(), Enclosing.of(type).getSimpleName());
      String fix = "Make %s static.".formatted(type.getSimpleName());
      return Optional.of(new Obstacle(type, why, fix, fix));
    }
    return unsendable(part.type());
  }

  private Optional<Obstacle> unsendable(DeclaredType type) {
    String name = name(type);
    Deque<TypeMirror> above = new ArrayDeque<>(List.of(type));
    Set<String> seen = new HashSet<>();
    while (!above.isEmpty()) {
      TypeMirror next = above.removeFirst();
      if (next.getKind() != TypeKind.DECLARED || !seen.add(name(next))) {
        continue;
      }
      Optional<Unsendable> entry = Unsendable.listing(name(next));
      if (entry.isPresent()) {
        String why =
            name(next).equals(name)
                ? "%s %s.".formatted(name, entry.get().why())
                : "%s is a %s, which %s.".formatted(name, name(next), entry.get().why());
        return Optional.of(
            new Obstacle(
                MoreTypes.asTypeElement(type),
                why,
                entry.get().asParameter(),
                entry.get().asResult()));
      }
      above.addAll(types.directSupertypes(next));
    }
    return Optional.empty();
  }

  private static String value(TypeMirror argument) {
    return TypeParts.of(argument).stream()
        .findFirst()
        .map(part -> part.type().toString())
        .orElse(argument.toString());
  }

  private static String name(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? MoreTypes.asTypeElement(type).getQualifiedName().toString()
        : "";
  }

  private static String simpleName(TypeMirror type) {
    return MoreTypes.asTypeElement(type).getSimpleName().toString();
  }
}
