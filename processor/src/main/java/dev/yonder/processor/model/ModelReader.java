// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.model;

import static java.util.stream.Collectors.toSet;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.google.auto.common.Visibility;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.yonder.processor.elements.Comments;
import dev.yonder.processor.elements.Enclosing;
import dev.yonder.processor.elements.RemoteMethod;
import dev.yonder.processor.elements.Signatures;
import dev.yonder.processor.elements.SourceLines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/** Turns elements that were found to be in order into records. */
public final class ModelReader {
  private static final ClassName FUTURE = ClassName.get("dev.yonder", "RemoteFuture");

  private final Types types;
  private final Signatures signatures;
  private final SourceLines lines;
  private final Comments comments;

  /** Creates a reader of the elements of a compilation. */
  public ModelReader(ProcessingEnvironment environment) {
    this.types = environment.getTypeUtils();
    this.signatures = new Signatures(environment.getElementUtils(), types);
    this.lines = new SourceLines(environment);
    this.comments = new Comments(environment.getElementUtils());
  }

  /** Returns the class and its remote methods. */
  public StubModel read(TypeElement owner, List<RemoteMethod> methods) {
    TypeNames names = new TypeNames();
    return new StubModel(
        ClassName.get(owner),
        names.of(owner.asType()),
        owner.getTypeParameters().stream()
            .map(parameter -> names.declaration(MoreTypes.asTypeVariable(parameter.asType())))
            .toList(),
        Visibility.effectiveVisibilityOfElement(owner) == Visibility.PUBLIC,
        deprecated(owner),
        methods.stream().map(this::read).toList());
  }

  private MethodModel read(RemoteMethod method) {
    TypeNames names = names(method);
    return new MethodModel(
        method.name(),
        method.isStatic(),
        method.element().getModifiers().contains(Modifier.PUBLIC),
        typeVariables(method, names),
        parameters(method, names),
        result(method.type().getReturnType(), names),
        options(method),
        origin(method));
  }

  /** Names a method's type variables apart from those of its class, where both are in scope. */
  private static TypeNames names(RemoteMethod method) {
    TypeNames names = new TypeNames();
    if (!method.isStatic()) {
      Set<String> taken =
          method.owner().getTypeParameters().stream()
              .map(parameter -> parameter.getSimpleName().toString())
              .collect(toSet());
      Set<String> own = new HashSet<>();
      method.element().getTypeParameters().forEach(p -> own.add(p.getSimpleName().toString()));
      for (TypeParameterElement parameter : method.element().getTypeParameters()) {
        String name = parameter.getSimpleName().toString();
        if (taken.contains(name)) {
          while (taken.contains(name) || own.contains(name)) {
            name += "_";
          }
          taken.add(name);
          names.rename(parameter, name);
        }
      }
    }
    return names;
  }

  private static List<TypeVariableName> typeVariables(RemoteMethod method, TypeNames names) {
    List<TypeVariableName> variables = new ArrayList<>();
    for (TypeVariable variable : method.type().getTypeVariables()) {
      variables.add(names.declaration(variable));
    }
    return variables;
  }

  private List<ParameterModel> parameters(RemoteMethod method, TypeNames names) {
    List<ParameterModel> parameters = new ArrayList<>();
    int last = method.parameters().size() - 1;
    for (int i = 0; i <= last; i++) {
      VariableElement parameter = method.parameters().get(i);
      TypeMirror type = method.parameterType(i);
      boolean varargs = i == last && method.element().isVarArgs();
      TypeName name = names.of(type);
      List<AnnotationSpec> nullness = TypeNames.nullness(parameter);
      parameters.add(
          new ParameterModel(
              parameter.getSimpleName().toString(),
              name,
              TypeName.get(types.erasure(type)),
              method.isSeeded(i),
              varargs,
              !varargs || isReifiable(((ArrayType) type).getComponentType()),
              isSaidOfType(type) ? List.of() : nullness));
    }
    return parameters;
  }

  /** An annotation that stands for the type already must not be given to the parameter too. */
  private static boolean isSaidOfType(TypeMirror type) {
    return !TypeNames.nullness(type).isEmpty()
        || (type instanceof ArrayType array && isSaidOfType(array.getComponentType()));
  }

  private static ResultModel result(TypeMirror type, TypeNames names) {
    if (type.getKind() == TypeKind.VOID) {
      return new ResultModel(
          /* isVoid= */ true, ParameterizedTypeName.get(FUTURE, TypeName.VOID.box()));
    }
    TypeName name = names.of(type).withoutAnnotations();
    TypeName raw = name instanceof ParameterizedTypeName generic ? generic.rawType() : name;
    if (raw.withoutAnnotations().equals(FUTURE)) {
      return new ResultModel(/* isVoid= */ false, name);
    }
    return new ResultModel(/* isVoid= */ false, ParameterizedTypeName.get(FUTURE, name.box()));
  }

  private static List<OptionModel> options(RemoteMethod method) {
    List<OptionModel> options = new ArrayList<>();
    List<? extends Element> members =
        method.annotation().getAnnotationType().asElement().getEnclosedElements();
    method
        .annotation()
        .getElementValues()
        .forEach(
            (member, value) ->
                options.add(new OptionModel(member.getSimpleName().toString(), value.getValue())));
    options.sort(
        java.util.Comparator.comparingInt(
            option ->
                members.stream()
                    .map(member -> member.getSimpleName().toString())
                    .toList()
                    .indexOf(option.member())));
    return List.copyOf(options);
  }

  private OriginModel origin(RemoteMethod method) {
    ExecutableElement element = method.element();
    return new OriginModel(
        signatures.id(method.owner(), element),
        lines.of(element),
        ClassName.get(MoreElements.asType(Enclosing.of(element))),
        element.getParameters().stream()
            .map(parameter -> TypeName.get(types.erasure(parameter.asType())))
            .toList(),
        method.type().getThrownTypes().stream().map(ModelReader::simpleName).toList(),
        deprecated(element),
        CommentModel.parse(comments.of(element)));
  }

  private static String simpleName(TypeMirror exception) {
    return exception.getKind() == TypeKind.TYPEVAR
        ? MoreTypes.asTypeVariable(exception).asElement().getSimpleName().toString()
        : MoreTypes.asTypeElement(exception).getSimpleName().toString();
  }

  private static Optional<AnnotationSpec> deprecated(Element element) {
    return MoreElements.getAnnotationMirror(element, Deprecated.class)
        .toJavaUtil()
        .map(AnnotationSpec::get);
  }

  private static boolean isReifiable(TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR -> false;
      case ARRAY -> isReifiable(((ArrayType) type).getComponentType());
      case DECLARED ->
          MoreTypes.asDeclared(type).getTypeArguments().stream().allMatch(ModelReader::isUnbounded)
              && isReifiable(MoreTypes.asDeclared(type).getEnclosingType());
      default -> true;
    };
  }

  private static boolean isUnbounded(TypeMirror argument) {
    return argument instanceof WildcardType wildcard
        && wildcard.getExtendsBound() == null
        && wildcard.getSuperBound() == null;
  }
}
