// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/**
 * The classes that a type is made of: itself, its type arguments, elements of arrays, and bounds.
 *
 * <p>Types that do not exist are left out, since the compiler reports them itself.
 */
final class TypeParts extends SimpleTypeVisitor14<Void, Boolean> {

  /**
   * One class in a type.
   *
   * @param type the class
   * @param isValue whether an object of the type can hold one of the class: a {@code List<Thread>}
   *     does, a {@code Class<Thread>} or a {@code Supplier<Thread>} does not
   */
  record Part(DeclaredType type, boolean isValue) {}

  private final List<Part> parts = new ArrayList<>();
  private final Set<Element> variables = new HashSet<>();

  private TypeParts() {}

  static List<Part> of(TypeMirror type) {
    TypeParts visitor = new TypeParts();
    visitor.visit(type, true);
    return visitor.parts;
  }

  @Override
  public Void visitDeclared(DeclaredType type, Boolean isValue) {
    parts.add(new Part(type, isValue));
    visit(type.getEnclosingType(), false);
    boolean holds = isValue && !holdsNothing(MoreTypes.asTypeElement(type));
    type.getTypeArguments().forEach(argument -> visit(argument, holds));
    return DEFAULT_VALUE;
  }

  @Override
  public Void visitArray(ArrayType type, Boolean isValue) {
    return visit(type.getComponentType(), isValue);
  }

  @Override
  public Void visitTypeVariable(TypeVariable type, Boolean isValue) {
    return variables.add(type.asElement()) ? visit(type.getUpperBound(), isValue) : DEFAULT_VALUE;
  }

  @Override
  public Void visitIntersection(IntersectionType type, Boolean isValue) {
    type.getBounds().forEach(bound -> visit(bound, isValue));
    return DEFAULT_VALUE;
  }

  @Override
  public Void visitWildcard(WildcardType type, Boolean isValue) {
    if (type.getExtendsBound() != null) {
      visit(type.getExtendsBound(), isValue);
    }
    if (type.getSuperBound() != null) {
      visit(type.getSuperBound(), isValue);
    }
    return DEFAULT_VALUE;
  }

  private static boolean holdsNothing(TypeElement type) {
    return type.getQualifiedName().contentEquals("java.lang.Class")
        || MoreElements.isAnnotationPresent(type, FunctionalInterface.class);
  }
}
