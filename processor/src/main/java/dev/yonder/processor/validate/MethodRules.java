// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import dev.yonder.annotations.MemorySize;
import dev.yonder.annotations.Seeded;
import dev.yonder.annotations.Walltime;
import dev.yonder.processor.elements.RemoteMethod;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What a method, its annotation's members and its seeded parameters must be. */
final class MethodRules {

  void check(RemoteMethod method, Report report) {
    if (method.element().getModifiers().contains(Modifier.PRIVATE)) {
      report.add(Problem.PRIVATE_METHOD, Place.of(method), method.name());
    }
    if (method.element().getModifiers().contains(Modifier.ABSTRACT)) {
      report.add(Problem.ABSTRACT_METHOD, Place.of(method), method.name());
    }
    new Members(method, report).check();
    for (VariableElement parameter : method.parameters()) {
      MoreElements.getAnnotationMirror(parameter, Seeded.class)
          .toJavaUtil()
          .filter(seeded -> !isGenerator(parameter.asType()))
          .ifPresent(
              seeded ->
                  report.add(
                      Problem.SEEDED_TYPE,
                      Place.of(parameter, seeded),
                      parameter.getSimpleName(),
                      method.name(),
                      parameter.asType()));
    }
  }

  private static boolean isGenerator(TypeMirror type) {
    return type.getKind() == TypeKind.ERROR
        || (type.getKind() == TypeKind.DECLARED && MoreTypes.isTypeOf(RandomGenerator.class, type));
  }

  /** The members that the annotation gives; what it leaves out is in order. */
  private static final class Members {
    private final RemoteMethod method;
    private final Report report;
    private final Map<String, AnnotationValue> given = new TreeMap<>();

    Members(RemoteMethod method, Report report) {
      this.method = method;
      this.report = report;
      method
          .annotation()
          .getElementValues()
          .forEach((member, value) -> given.put(member.getSimpleName().toString(), value));
    }

    void check() {
      atLeast(1, "cpus");
      atLeast(0, "gpus");
      atLeast(0, "retries");
      notBlank("name");
      notBlank("on");
      notBlank("version");
      readable("memory", Problem.BAD_MEMORY, MemorySize::parse);
      readable("walltime", Problem.BAD_WALLTIME, Walltime::parse);
      AnnotationValue idempotent = given.get("idempotent");
      AnnotationValue retries = given.get("retries");
      if (idempotent != null
          && idempotent.getValue().equals(false)
          && retries != null
          && retries.getValue() instanceof Integer number
          && number > 0) {
        add(Problem.RETRIES_NOT_IDEMPOTENT, retries, method.name(), number);
      }
    }

    private void atLeast(int least, String member) {
      AnnotationValue value = given.get(member);
      if (value != null && value.getValue() instanceof Integer number && number < least) {
        add(Problem.NUMBER_TOO_SMALL, value, member, method.name(), least, number);
      }
    }

    private void notBlank(String member) {
      AnnotationValue value = given.get(member);
      if (value != null && value.getValue() instanceof String text && text.isBlank()) {
        add(Problem.BLANK_TEXT, value, member, method.name());
      }
    }

    private void readable(String member, Problem problem, Function<String, Object> reader) {
      AnnotationValue value = given.get(member);
      if (value != null && value.getValue() instanceof String text) {
        try {
          Object unused = reader.apply(text);
        } catch (IllegalArgumentException unreadable) {
          add(problem, value, method.name(), String.valueOf(unreadable.getMessage()));
        }
      }
    }

    private void add(Problem problem, AnnotationValue value, Object... arguments) {
      Place place = Place.of(method.annotated(), method.annotation(), value);
      report.add(problem, place, arguments);
    }
  }
}
