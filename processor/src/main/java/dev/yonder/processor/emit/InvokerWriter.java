// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.yonder.processor.model.MethodModel;
import dev.yonder.processor.model.OptionModel;
import dev.yonder.processor.model.ParameterModel;
import dev.yonder.processor.model.StubModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Writes what a worker calls: for each method its task type, and a method that takes the arguments
 * out of an array.
 *
 * <p>Those methods repeat all type variables, since a cast to {@code Object} would not satisfy the
 * bounds of the original.
 */
final class InvokerWriter {
  private static final ClassName TASK_TYPE = ClassName.get("dev.yonder.spi", "TaskType");
  private static final ClassName OPTIONS = ClassName.get("dev.yonder", "CallOptions");

  private final StubModel model;
  private final ClassName name;
  private final List<String> constants;
  private final List<String> invokers;
  private final String arguments;

  InvokerWriter(StubModel model, GeneratedNames names) {
    this.model = model;
    this.name = names.invokers();
    this.constants = Names.constants(model.owner(), model.methods());
    this.invokers = Names.invokers(model.methods());
    this.arguments = Names.invokerArguments(model.owner());
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc("Calls the remote methods of {@link $T} on a worker.\n", model.owner())
            .addAnnotation(Marks.generated())
            .addAnnotation(
                Marks.suppress("deprecation", "rawtypes", "removal", "unchecked", "NullAway"))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (int i = 0; i < model.methods().size(); i++) {
      type.addField(constant(model.methods().get(i), constants.get(i), invokers.get(i)));
      type.addMethod(invoker(model.methods().get(i), invokers.get(i)));
    }
    return type.build();
  }

  private FieldSpec constant(MethodModel method, String constant, String invoker) {
    CodeBlock.Builder value =
        CodeBlock.builder()
            .add(
                "$T.of($>$>\n$L,\n$L,\n$T::$N)",
                TASK_TYPE,
                Literals.of(method.origin().id()),
                Literals.of(method.origin().source()),
                name,
                invoker);
    if (!method.options().isEmpty()) {
      value.add("\n.options($T.none()", OPTIONS);
      for (OptionModel option : method.options()) {
        value.add(".$N($L)", option.member(), literal(option.value()));
      }
      value.add(")");
    }
    String seeded = seededPositions(method);
    if (!seeded.isEmpty()) {
      value.add("\n.seeded($L)", seeded);
    }
    value.add("$<$<");
    return FieldSpec.builder(TASK_TYPE, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The task type of {@code $L}.\n", method.name())
        .initializer(value.build())
        .build();
  }

  private static String literal(Object value) {
    return value instanceof String text ? Literals.of(text) : value.toString();
  }

  /** The receiver of an instance method is its first argument. */
  private static String seededPositions(MethodModel method) {
    int shift = method.isStatic() ? 0 : 1;
    return IntStream.range(0, method.parameters().size())
        .filter(position -> method.parameters().get(position).isSeeded())
        .mapToObj(position -> String.valueOf(position + shift))
        .collect(Collectors.joining(", "));
  }

  private MethodSpec invoker(MethodModel method, String invoker) {
    List<TypeVariableName> variables = new ArrayList<>();
    if (!method.isStatic()) {
      variables.addAll(model.typeVariables());
    }
    variables.addAll(method.typeVariables());
    MethodSpec.Builder spec =
        MethodSpec.methodBuilder(invoker)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addTypeVariables(variables)
            .returns(Object.class)
            .addParameter(Object[].class, arguments)
            .addException(Throwable.class);
    if (method.result().isVoid()) {
      return spec.addStatement(call(method)).addStatement("return null").build();
    }
    return spec.addStatement("return $L", call(method)).build();
  }

  private CodeBlock call(MethodModel method) {
    CodeBlock.Builder call = CodeBlock.builder();
    int position = 0;
    if (method.isStatic()) {
      call.add("$T", model.owner());
    } else {
      call.add("(($T) $N[$L])", model.receiver(), arguments, position++);
    }
    call.add(".");
    if (!method.typeVariables().isEmpty()) {
      call.add("<");
      String separator = "";
      for (TypeVariableName variable : method.typeVariables()) {
        call.add("$L$T", separator, TypeVariableName.get(variable.name()));
        separator = ", ";
      }
      call.add(">");
    }
    call.add("$N(", method.name());
    String separator = "";
    for (ParameterModel parameter : method.parameters()) {
      call.add("$L$L", separator, argument(parameter, position++));
      separator = ", ";
    }
    return call.add(")").build();
  }

  /** A cast to {@code Object} would be a redundant one, which is worth a warning. */
  private CodeBlock argument(ParameterModel parameter, int position) {
    TypeName type = parameter.type().withoutAnnotations();
    return type.equals(ClassName.OBJECT)
        ? CodeBlock.of("$N[$L]", arguments, position)
        : CodeBlock.of("($T) $N[$L]", type, arguments, position);
  }
}
