// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.elements;

import com.google.auto.common.MoreTypes;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Names methods and types as the virtual machine does. */
public final class Signatures {
  private final Elements elements;
  private final Types types;

  /** Creates signatures of the elements. */
  public Signatures(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** Returns the task type's id, such as {@code org.example.Grid$Cell#step(ID)}. */
  public String id(TypeElement owner, ExecutableElement method) {
    return "%s#%s(%s)"
        .formatted(
            elements.getBinaryName(owner),
            method.getSimpleName(),
            descriptors(method.getParameters().stream().map(VariableElement::asType).toList()));
  }

  /** Returns the erased descriptors of the types, one after the other. */
  public String descriptors(List<? extends TypeMirror> parameters) {
    return parameters.stream().map(this::descriptor).collect(Collectors.joining());
  }

  private String descriptor(TypeMirror type) {
    TypeMirror erased = types.erasure(type);
    return switch (erased.getKind()) {
      case BOOLEAN -> "Z";
      case BYTE -> "B";
      case SHORT -> "S";
      case INT -> "I";
      case LONG -> "J";
      case CHAR -> "C";
      case FLOAT -> "F";
      case DOUBLE -> "D";
      case ARRAY -> "[" + descriptor(((ArrayType) erased).getComponentType());
      default -> {
        String name = elements.getBinaryName(MoreTypes.asTypeElement(erased)).toString();
        yield "L" + name.replace('.', '/') + ";";
      }
    };
  }

  /** Returns how many of the 255 slots of a method the parameters take. */
  public static int slots(List<? extends TypeMirror> parameters) {
    return parameters.stream()
        .mapToInt(
            type -> type.getKind() == TypeKind.LONG || type.getKind() == TypeKind.DOUBLE ? 2 : 1)
        .sum();
  }
}
