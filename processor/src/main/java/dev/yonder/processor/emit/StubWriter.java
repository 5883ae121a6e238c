// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.yonder.processor.model.StubModel;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * Writes what the user calls: static methods, the same methods for calls with options or on a
 * session, and those on a receiver.
 */
final class StubWriter {
  static final ClassName SESSION = ClassName.get("dev.yonder", "Session");
  static final ClassName OPTIONS = ClassName.get("dev.yonder", "CallOptions");

  private final StubModel model;
  private final ClassName stub;
  private final ClassName calls;
  private final ClassName bound;
  private final StubMethods methods;

  StubWriter(StubModel model, GeneratedNames names) {
    this.model = model;
    this.stub = names.stub();
    this.calls = stub.nestedClass(Names.CALLS);
    this.bound = stub.nestedClass(Names.bound(model.typeVariables()));
    this.methods = new StubMethods(model, names);
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(stub)
            .addJavadoc(StubComments.ofStub(model.owner()))
            .addAnnotation(Marks.generated())
            .addAnnotation(
                Marks.suppress(
                    "deprecation",
                    "exports",
                    "overloads",
                    "rawtypes",
                    "removal",
                    "unchecked",
                    "varargs",
                    "NullAway"))
            .addModifiers(Modifier.FINAL)
            .addField(
                FieldSpec.builder(calls, Names.PLAIN_CALLS)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("new $T(null, $T.none())", calls, OPTIONS)
                    .build())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(
                with()
                    .addModifiers(Modifier.STATIC)
                    .addStatement("return $N.with(options)", Names.PLAIN_CALLS)
                    .build())
            .addMethod(
                on().addModifiers(Modifier.STATIC)
                    .addStatement("return $N.on(session)", Names.PLAIN_CALLS)
                    .build());
    if (model.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    model.deprecated().ifPresent(type::addAnnotation);
    if (!model.instanceMethods().isEmpty()) {
      for (TypeName receiver : receivers()) {
        type.addMethod(
            of(receiver)
                .addModifiers(Modifier.STATIC)
                .addStatement("return $N.of(receiver)", Names.PLAIN_CALLS)
                .build());
      }
    }
    List<Variant> statics = Variants.of(model.staticMethods());
    statics.forEach(variant -> type.addMethod(methods.forCurrentSession(variant)));
    type.addType(calls(statics));
    if (!model.instanceMethods().isEmpty()) {
      type.addType(bound());
    }
    return type.build();
  }

  private TypeSpec calls(List<Variant> statics) {
    TypeSpec.Builder type =
        nested(calls, "Makes calls with options, on a session, or both.\n")
            .addField(SESSION, "session", Modifier.PRIVATE, Modifier.FINAL)
            .addField(OPTIONS, "options", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(SESSION, "session")
                    .addParameter(OPTIONS, "options")
                    .addStatement("this.session = session")
                    .addStatement("this.options = options")
                    .build())
            .addMethod(
                with()
                    .addStatement("return new $T(session, options.orElse(this.options))", calls)
                    .build())
            .addMethod(
                on().addStatement(
                        "return new $T($T.requireNonNull(session, $S), options)",
                        calls,
                        Objects.class,
                        "session")
                    .build());
    if (!model.instanceMethods().isEmpty()) {
      for (TypeName receiver : receivers()) {
        type.addMethod(
            of(receiver)
                .addStatement("return new $T(session, options, receiver)", boundType())
                .build());
      }
    }
    statics.forEach(variant -> type.addMethod(methods.forCalls(variant)));
    return type.build();
  }

  private TypeSpec bound() {
    TypeSpec.Builder type =
        nested(bound, "Makes calls on one receiver.\n")
            .addTypeVariables(model.typeVariables())
            .addField(SESSION, "session", Modifier.PRIVATE, Modifier.FINAL)
            .addField(OPTIONS, "options", Modifier.PRIVATE, Modifier.FINAL)
            .addField(Object.class, "receiver", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(SESSION, "session")
                    .addParameter(OPTIONS, "options")
                    .addParameter(Object.class, "receiver")
                    .addStatement("this.session = session")
                    .addStatement("this.options = options")
                    .addStatement("this.receiver = receiver")
                    .build());
    for (Variant variant : Variants.of(model.instanceMethods())) {
      type.addMethod(methods.forCalls(variant));
    }
    return type.build();
  }

  private static TypeSpec.Builder nested(ClassName name, String comment) {
    return TypeSpec.classBuilder(name)
        .addJavadoc(comment)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
  }

  private MethodSpec.Builder with() {
    return MethodSpec.methodBuilder("with")
        .addJavadoc(
            """
            Returns the same methods for calls with options, which take precedence over those that
            were given before.

            @param options what the calls ask for
            @return the methods
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(OPTIONS, "options")
        .returns(calls);
  }

  private MethodSpec.Builder on() {
    return MethodSpec.methodBuilder("on")
        .addJavadoc(
            """
            Returns the same methods for calls on a session.

            @param session where the calls run
            @return the methods
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(SESSION, "session")
        .returns(calls);
  }

  private MethodSpec.Builder of(TypeName receiver) {
    return MethodSpec.methodBuilder("of")
        .addJavadoc(
            """
            Returns the methods for calls on a receiver, which travels as an argument does.

            @param receiver the object that the methods are called on
            @return the methods
            """)
        .addModifiers(Modifier.PUBLIC)
        .addTypeVariables(model.typeVariables())
        .addParameter(receiver, "receiver")
        .returns(boundType());
  }

  private List<TypeName> receivers() {
    TypeName arg =
        ParameterizedTypeName.get(Variant.ARG, WildcardTypeName.subtypeOf(model.receiver()));
    return List.of(model.receiver(), arg);
  }

  private TypeName boundType() {
    if (model.typeVariables().isEmpty()) {
      return bound;
    }
    return ParameterizedTypeName.get(bound, model.typeVariables().toArray(TypeVariableName[]::new));
  }
}
