// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.yonder.processor.model.MethodModel;
import dev.yonder.processor.model.StubModel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the methods of a stub: the signature of a variant, and a body of one line. */
final class StubMethods {
  private final GeneratedNames names;
  private final IdentityHashMap<MethodModel, String> constants = new IdentityHashMap<>();

  StubMethods(StubModel model, GeneratedNames names) {
    this.names = names;
    List<String> constantNames = Names.constants(model.owner(), model.methods());
    for (int i = 0; i < constantNames.size(); i++) {
      constants.put(model.methods().get(i), constantNames.get(i));
    }
  }

  /** Returns the static method, which makes the call without options on the current session. */
  MethodSpec forCurrentSession(Variant variant) {
    MethodSpec.Builder spec = signature(variant).addModifiers(Modifier.STATIC);
    spec.addJavadoc(
        variant.isPlain()
            ? StubComments.full(variant.method(), parameterNames(variant))
            : StubComments.brief(variant));
    // Not through the plain calls: to choose among their overloads takes the compiler longer than
    // everything else about a stub.
    return submit(spec, variant, CodeBlock.of("null, $T.none()", StubWriter.OPTIONS));
  }

  /**
   * Returns the instance method, which makes the call as the plain, bound or optioned calls say.
   */
  MethodSpec forCalls(Variant variant) {
    MethodSpec.Builder spec = signature(variant);
    if (variant.isUnsafeVarargs()) {
      spec.addModifiers(Modifier.FINAL); // or the annotation would not be allowed
    }
    if (variant.isPlain() && !variant.method().isStatic()) {
      spec.addJavadoc(StubComments.full(variant.method(), parameterNames(variant)));
    } else if (variant.isPlain() || !variant.method().isStatic()) {
      spec.addJavadoc(StubComments.brief(variant));
    }
    return submit(spec, variant, CodeBlock.of("this.session, this.options"));
  }

  private MethodSpec submit(MethodSpec.Builder spec, Variant variant, CodeBlock where) {
    List<String> arguments = new ArrayList<>(parameterNames(variant));
    if (!variant.method().isStatic()) {
      arguments.add(0, "this.receiver");
    }
    return spec.addStatement(
            "return $T.$N.submit($L, new $T[] {$L})",
            names.invokers(),
            constants.get(variant.method()),
            where,
            Object.class,
            String.join(", ", arguments))
        .build();
  }

  private MethodSpec.Builder signature(Variant variant) {
    MethodModel method = variant.method();
    MethodSpec.Builder spec =
        MethodSpec.methodBuilder(variant.name())
            .addTypeVariables(method.typeVariables())
            .returns(method.result().future())
            .varargs(variant.isVarargs());
    if (method.isPublic()) {
      spec.addModifiers(Modifier.PUBLIC);
    }
    if (variant.isUnsafeVarargs()) {
      spec.addAnnotation(SafeVarargs.class);
    }
    method.origin().deprecated().ifPresent(spec::addAnnotation);
    List<String> parameters = parameterNames(variant);
    for (int i = 0; i < parameters.size(); i++) {
      ParameterSpec.Builder parameter = ParameterSpec.builder(variant.type(i), parameters.get(i));
      if (!variant.args().get(i)) {
        parameter.addAnnotations(method.sentParameters().get(i).annotations());
      }
      spec.addParameter(parameter.build());
    }
    return spec;
  }

  private List<String> parameterNames(Variant variant) {
    return Names.parameters(names, variant.method().sentParameters());
  }
}
