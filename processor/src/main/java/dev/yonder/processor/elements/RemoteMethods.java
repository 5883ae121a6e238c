// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.elements;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import dev.yonder.annotations.Remote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Finds the remote methods of a class.
 *
 * <p>These are the methods that it declares and, if it declares any, the instance methods that it
 * inherits. An override without the annotation keeps that of the method it overrides.
 */
public final class RemoteMethods {
  private final Elements elements;
  private final Types types;
  private final Signatures signatures;

  /** Creates a finder among the elements. */
  public RemoteMethods(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
    this.signatures = new Signatures(elements, types);
  }

  /** Returns the remote methods of the class, ordered by name and parameter types. */
  public List<RemoteMethod> of(TypeElement owner) {
    List<RemoteMethod> found = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(owner.getEnclosedElements())) {
      if (isRemote(method)) {
        found.add(member(owner, method, method));
      }
    }
    if (!found.isEmpty()) {
      found.addAll(inherited(owner));
    }
    found.sort(Comparator.comparing(method -> signatures.id(owner, method.element())));
    return List.copyOf(found);
  }

  /** Returns the method in the class that declares it. */
  public RemoteMethod asDeclared(RemoteMethod method) {
    ExecutableElement annotated = method.annotated();
    return member(MoreElements.asType(Enclosing.of(annotated)), annotated, annotated);
  }

  /** Returns the remote method nearest above the method that it overrides, if any. */
  public Optional<ExecutableElement> overridden(TypeElement owner, ExecutableElement method) {
    return remoteAbove(owner).stream()
        .filter(above -> above.getSimpleName().equals(method.getSimpleName()))
        .filter(above -> elements.overrides(method, above, owner))
        .findFirst();
  }

  /** Returns everything above the class: superclasses first, then interfaces. */
  private static Set<TypeElement> ancestors(TypeElement owner) {
    Set<TypeElement> ancestors = new LinkedHashSet<>();
    addSuperclasses(owner, ancestors);
    List<TypeElement> interfaces = new ArrayList<>(ancestors);
    interfaces.add(0, owner);
    interfaces.forEach(type -> addInterfaces(type, ancestors));
    return ancestors;
  }

  /** Returns whether the element carries the annotation. */
  public static boolean isRemote(Element element) {
    return MoreElements.isAnnotationPresent(element, Remote.class);
  }

  private List<RemoteMethod> inherited(TypeElement owner) {
    Set<Name> names = new HashSet<>();
    remoteAbove(owner).forEach(above -> names.add(above.getSimpleName()));
    if (names.isEmpty()) {
      return List.of(); // the usual case, and what follows takes long
    }
    List<RemoteMethod> found = new ArrayList<>();
    for (ExecutableElement method :
        MoreElements.getLocalAndInheritedMethods(owner, types, elements)) {
      if (names.contains(method.getSimpleName()) && isInherited(owner, method)) {
        Optional<ExecutableElement> annotated =
            isRemote(method) ? Optional.of(method) : overridden(owner, method);
        annotated.ifPresent(above -> found.add(member(owner, method, above)));
      }
    }
    return found;
  }

  private List<ExecutableElement> remoteAbove(TypeElement owner) {
    return ancestors(owner).stream()
        .flatMap(above -> ElementFilter.methodsIn(above.getEnclosedElements()).stream())
        .filter(RemoteMethods::isRemote)
        .toList();
  }

  private static boolean isInherited(TypeElement owner, ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    if (modifiers.contains(Modifier.STATIC) || modifiers.contains(Modifier.ABSTRACT)) {
      return false;
    }
    return Enclosing.of(method).equals(owner) ? !isRemote(method) : isReachable(owner, method);
  }

  /** A protected method of another package can be called by the subclass, not by its invoker. */
  private static boolean isReachable(TypeElement owner, ExecutableElement method) {
    return method.getModifiers().contains(Modifier.PUBLIC)
        || MoreElements.getPackage(method).equals(MoreElements.getPackage(owner));
  }

  private RemoteMethod member(
      TypeElement owner, ExecutableElement method, ExecutableElement annotated) {
    DeclaredType type = MoreTypes.asDeclared(owner.asType());
    ExecutableType member = MoreTypes.asExecutable(types.asMemberOf(type, method));
    return new RemoteMethod(owner, method, annotated, member);
  }

  private static void addSuperclasses(TypeElement type, Set<TypeElement> ancestors) {
    TypeMirror above = type.getSuperclass();
    while (above.getKind() == TypeKind.DECLARED) {
      TypeElement superclass = MoreTypes.asTypeElement(above);
      ancestors.add(superclass);
      above = superclass.getSuperclass();
    }
  }

  private static void addInterfaces(TypeElement type, Set<TypeElement> ancestors) {
    for (TypeMirror above : type.getInterfaces()) {
      TypeElement element = MoreTypes.asTypeElement(above);
      if (ancestors.add(element)) {
        addInterfaces(element, ancestors);
      }
    }
  }
}
