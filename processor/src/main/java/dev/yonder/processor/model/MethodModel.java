// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.model;

import com.palantir.javapoet.TypeVariableName;
import java.util.List;

/**
 * A remote method.
 *
 * @param name the method's name
 * @param isStatic whether it is called without a receiver
 * @param isPublic whether every package can call it
 * @param typeVariables its own type variables, named apart from those of its class
 * @param parameters all its parameters
 * @param result what it returns, which may be void or a future
 * @param options what its annotation gives
 * @param origin where it comes from
 */
public record MethodModel(
    String name,
    boolean isStatic,
    boolean isPublic,
    List<TypeVariableName> typeVariables,
    List<ParameterModel> parameters,
    ResultModel result,
    List<OptionModel> options,
    OriginModel origin) {

  /** Returns the parameters that the stub has too. */
  public List<ParameterModel> sentParameters() {
    return parameters.stream().filter(parameter -> !parameter.isSeeded()).toList();
  }

  /** Returns whether the stub takes a variable number of arguments. */
  public boolean isVarargs() {
    List<ParameterModel> sent = sentParameters();
    return !sent.isEmpty() && sent.get(sent.size() - 1).isVarargs();
  }
}
