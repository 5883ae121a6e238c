// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import dev.yonder.processor.elements.RemoteMethod;
import dev.yonder.processor.elements.Signatures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Whether the stub can have a method of the same name and parameters. */
final class StubRules {
  private static final Set<String> RESERVED = Set.of("of", "on", "with");
  private static final int MOST_SLOTS = 255;

  private final Types types;
  private final Signatures signatures;
  private final Map<String, ExecutableElement> ofObject = new HashMap<>();

  StubRules(Elements elements, Types types) {
    this.types = types;
    this.signatures = new Signatures(elements, types);
    for (ExecutableElement method :
        ElementFilter.methodsIn(
            elements.getTypeElement("java.lang.Object").getEnclosedElements())) {
      List<TypeMirror> parameters =
          method.getParameters().stream().map(VariableElement::asType).toList();
      ofObject.put(method.getSimpleName() + "(" + signatures.descriptors(parameters), method);
    }
  }

  void check(RemoteMethod method, Report report) {
    List<TypeMirror> parameters = stubParameters(method);
    if (RESERVED.contains(method.name())) {
      report.add(Problem.RESERVED_NAME, Place.of(method), method.name());
    }
    ExecutableElement clash = ofObject.get(key(method));
    if (clash != null) {
      report.add(Problem.OBJECT_METHOD, Place.of(method), method.name(), clash);
    }
    int slots = Signatures.slots(parameters) + 1;
    if (slots > MOST_SLOTS) {
      report.add(Problem.TOO_MANY_PARAMETERS, Place.of(method), method.name(), slots);
    }
  }

  void checkClashes(List<RemoteMethod> methods, Report report) {
    Map<String, RemoteMethod> seen = new HashMap<>();
    for (RemoteMethod method : methods) {
      RemoteMethod other = seen.putIfAbsent(method.isStatic() + key(method), method);
      if (other != null) {
        report.add(Problem.SAME_STUB, Place.of(method), method.element(), other.element());
      }
    }
  }

  private String key(RemoteMethod method) {
    return method.name() + "(" + signatures.descriptors(stubParameters(method));
  }

  private List<TypeMirror> stubParameters(RemoteMethod method) {
    return method.sentParameters().stream()
        .map(method::parameterType)
        .filter(type -> types.erasure(type).getKind() != javax.lang.model.type.TypeKind.ERROR)
        .toList();
  }
}
