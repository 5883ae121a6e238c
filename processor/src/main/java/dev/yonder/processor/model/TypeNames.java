// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.model;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * Turns types into names, with some type variables renamed.
 *
 * <p>Of the annotations on types only those named {@code Nullable} are kept: they tell a caller
 * what the stub accepts.
 */
final class TypeNames {
  private final Map<Element, String> renamed = new HashMap<>();

  /** Names the type variable differently from now on. */
  void rename(Element variable, String name) {
    renamed.put(variable, name);
  }

  TypeName of(TypeMirror type) {
    return switch (type.getKind()) {
      case ARRAY ->
          ArrayTypeName.of(of(((ArrayType) type).getComponentType())).annotated(nullness(type));
      case DECLARED -> ofDeclared(MoreTypes.asDeclared(type));
      case TYPEVAR -> variable(MoreTypes.asTypeVariable(type)).annotated(nullness(type));
      case WILDCARD -> ofWildcard(MoreTypes.asWildcard(type));
      default -> TypeName.get(type);
    };
  }

  /** Returns the type variable with its bounds, as it is declared. */
  TypeVariableName declaration(TypeVariable variable) {
    TypeMirror bound = variable.getUpperBound();
    List<? extends TypeMirror> bounds =
        bound.getKind() == TypeKind.INTERSECTION
            ? ((IntersectionType) bound).getBounds()
            : List.of(bound);
    TypeName[] names = bounds.stream().map(this::of).toArray(TypeName[]::new);
    return TypeVariableName.get(variable(variable).name(), names);
  }

  /** Returns the annotations that say whether something may be null. */
  static List<AnnotationSpec> nullness(AnnotatedConstruct annotated) {
    return annotated.getAnnotationMirrors().stream()
        .filter(
            annotation ->
                annotation
                    .getAnnotationType()
                    .asElement()
                    .getSimpleName()
                    .contentEquals("Nullable"))
        .map(AnnotationSpec::get)
        .toList();
  }

  private TypeName ofDeclared(DeclaredType type) {
    List<TypeName> arguments = type.getTypeArguments().stream().map(this::of).toList();
    TypeMirror enclosing = type.getEnclosingType();
    if (enclosing.getKind() == TypeKind.DECLARED
        && of(enclosing) instanceof ParameterizedTypeName outer) {
      return outer.nestedClass(type.asElement().getSimpleName().toString(), arguments);
    }
    ClassName name = ClassName.get(MoreTypes.asTypeElement(type)).annotated(nullness(type));
    return arguments.isEmpty()
        ? name
        : ParameterizedTypeName.get(name, arguments.toArray(TypeName[]::new));
  }

  private TypeName ofWildcard(WildcardType type) {
    if (type.getSuperBound() != null) {
      return WildcardTypeName.supertypeOf(of(type.getSuperBound()));
    }
    return WildcardTypeName.subtypeOf(
        type.getExtendsBound() == null ? ClassName.OBJECT : of(type.getExtendsBound()));
  }

  private TypeVariableName variable(TypeVariable type) {
    String name =
        renamed.getOrDefault(type.asElement(), type.asElement().getSimpleName().toString());
    return TypeVariableName.get(name);
  }
}
