// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.Optional;

/**
 * A class with remote methods.
 *
 * @param owner the class
 * @param receiver the class with its own type variables as arguments
 * @param typeVariables the class's type variables
 * @param isPublic whether every package can name the class
 * @param deprecated the class's annotation as deprecated
 * @param methods the remote methods, ordered by name and parameters
 */
public record StubModel(
    ClassName owner,
    TypeName receiver,
    List<TypeVariableName> typeVariables,
    boolean isPublic,
    Optional<AnnotationSpec> deprecated,
    List<MethodModel> methods) {

  /** Returns the methods that are called without a receiver. */
  public List<MethodModel> staticMethods() {
    return methods.stream().filter(MethodModel::isStatic).toList();
  }

  /** Returns the methods that are called on an object. */
  public List<MethodModel> instanceMethods() {
    return methods.stream().filter(method -> !method.isStatic()).toList();
  }
}
