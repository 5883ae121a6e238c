// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * A parameter of a remote method.
 *
 * @param name its name
 * @param type its type
 * @param erasure its type without type variables and type arguments
 * @param isSeeded whether it is filled in for the caller
 * @param isVarargs whether it is the last one of a method with a variable number of arguments
 * @param isReifiable whether an array of such elements can be made without a warning
 * @param annotations whether it may be null, where that is said about the parameter
 */
public record ParameterModel(
    String name,
    TypeName type,
    TypeName erasure,
    boolean isSeeded,
    boolean isVarargs,
    boolean isReifiable,
    List<AnnotationSpec> annotations) {

  /** Returns the erasure as a part of a method's name, such as {@code intArray}. */
  public String simpleName() {
    TypeName element = erasure;
    StringBuilder suffix = new StringBuilder();
    while (element instanceof ArrayTypeName array) {
      element = array.componentType();
      suffix.append("Array");
    }
    String name = element.toString();
    return name.substring(name.lastIndexOf('.') + 1) + suffix;
  }
}
