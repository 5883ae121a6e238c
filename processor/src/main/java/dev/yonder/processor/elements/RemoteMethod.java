// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.elements;

import com.google.auto.common.MoreElements;
import dev.yonder.annotations.Remote;
import dev.yonder.annotations.Seeded;
import java.util.List;
import java.util.stream.IntStream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/**
 * A remote method of a class, declared there or inherited.
 *
 * @param owner the class that gets the stub
 * @param element the method that a call on the owner runs
 * @param annotated the method that carries the annotation: the element, or one that it overrides
 * @param type the method's type as a member of the owner
 */
public record RemoteMethod(
    TypeElement owner,
    ExecutableElement element,
    ExecutableElement annotated,
    ExecutableType type) {

  /** Returns whether the annotation stands in the owner itself. */
  public boolean isDeclared() {
    return Enclosing.of(annotated).equals(owner);
  }

  /** Returns the annotation. */
  public AnnotationMirror annotation() {
    return MoreElements.getAnnotationMirror(annotated, Remote.class).get();
  }

  /** Returns the method's name. */
  public String name() {
    return element.getSimpleName().toString();
  }

  /** Returns whether the method is called without a receiver. */
  public boolean isStatic() {
    return element.getModifiers().contains(Modifier.STATIC);
  }

  /** Returns the parameters. */
  public List<? extends VariableElement> parameters() {
    return element.getParameters();
  }

  /** Returns the type of a parameter as a member of the owner. */
  public TypeMirror parameterType(int position) {
    return type.getParameterTypes().get(position);
  }

  /** Returns whether a parameter is filled in for the caller. */
  public boolean isSeeded(int position) {
    return MoreElements.isAnnotationPresent(element.getParameters().get(position), Seeded.class)
        || MoreElements.isAnnotationPresent(annotated.getParameters().get(position), Seeded.class);
  }

  /** Returns the positions of the parameters that the stub has too. */
  public List<Integer> sentParameters() {
    return IntStream.range(0, parameters().size()).filter(p -> !isSeeded(p)).boxed().toList();
  }
}
