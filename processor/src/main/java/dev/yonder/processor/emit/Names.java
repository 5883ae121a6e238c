// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeVariableName;
import dev.yonder.processor.model.MethodModel;
import dev.yonder.processor.model.ParameterModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Every generated name, and what gives way where two would be the same.
 *
 * <p>No name depends on the order in which classes are compiled, nor on what an earlier compilation
 * left behind.
 */
public final class Names {
  static final String CALLS = "Calls";
  static final String PLAIN_CALLS = "CALLS";

  private static final String CATALOG_PACKAGE = "dev.yonder.generated";
  private static final String TASK_TYPE = "dev.yonder.spi.TaskType";

  private final Elements elements;

  /** Creates names that give way to the elements. */
  public Names(Elements elements) {
    this.elements = elements;
  }

  /** Returns the names of what is written for the class. */
  public GeneratedNames of(ClassName owner) {
    return new GeneratedNames(
        name(owner, "Remote", this::isStub), name(owner, "Invokers", this::isInvokers));
  }

  /** Returns the name of the catalog that lists the methods. */
  static ClassName catalog(Collection<String> ids) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(String.join("\n", ids).getBytes(StandardCharsets.UTF_8));
      return ClassName.get(
          CATALOG_PACKAGE, "TaskCatalog_" + HexFormat.of().formatHex(hash).substring(0, 16));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new AssertionError(everyPlatformHasIt);
    }
  }

  /** Returns the name of the class for calls on a receiver, which a type variable would hide. */
  static String bound(List<TypeVariableName> typeVariables) {
    Set<String> taken = new HashSet<>();
    typeVariables.forEach(variable -> taken.add(variable.name()));
    return free("Bound", name -> !taken.contains(name));
  }

  /** Returns the names of the methods' task types, which never hide the class or its package. */
  static List<String> constants(ClassName owner, List<MethodModel> methods) {
    Set<String> taken = new HashSet<>(List.of(first(owner), first(owner.packageName())));
    return methods.stream()
        .map(method -> method.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_"))
        .map(name -> numbered(name.toUpperCase(Locale.ROOT), taken))
        .toList();
  }

  /** Returns the names of the methods' invokers. */
  static List<String> invokers(List<MethodModel> methods) {
    Set<String> taken = new HashSet<>();
    return methods.stream().map(method -> numbered(method.name(), taken)).toList();
  }

  /** Returns the name of an invoker's parameter, which does not hide the class or its package. */
  static String invokerArguments(ClassName owner) {
    Set<String> taken = new HashSet<>(List.of(first(owner), first(owner.packageName())));
    return free("arguments", name -> !taken.contains(name));
  }

  /** Returns the names of a stub's parameters, which do not hide what its body names. */
  static List<String> parameters(GeneratedNames names, List<ParameterModel> parameters) {
    Set<String> taken =
        new HashSet<>(
            List.of(
                PLAIN_CALLS, names.invokers().simpleName(), first(names.invokers().packageName())));
    Set<String> own = new HashSet<>();
    parameters.forEach(parameter -> own.add(parameter.name()));
    List<String> result = new ArrayList<>();
    for (ParameterModel parameter : parameters) {
      String name = parameter.name();
      boolean isFree = SourceVersion.isName(name) && !taken.contains(name);
      String chosen = isFree ? name : free(name + "_", n -> !taken.contains(n) && !own.contains(n));
      taken.add(chosen);
      result.add(chosen);
    }
    return result;
  }

  static String free(String name, Predicate<String> isFree) {
    String free = name;
    while (!isFree.test(free)) {
      free += "_";
    }
    return free;
  }

  /**
   * Classes whose names become the same share out the free names among them: less nested ones come
   * first.
   */
  private ClassName name(ClassName owner, String suffix, Predicate<TypeElement> isOurs) {
    String flat = String.join("_", owner.simpleNames());
    Set<String> taken = new HashSet<>();
    for (ClassName rival : sameWhenFlat(owner.packageName(), flat)) {
      String name =
          free(
              flat + suffix,
              candidate ->
                  !taken.contains(candidate)
                      && !isUsers(owner.packageName() + "." + candidate, isOurs));
      if (rival.equals(owner)) {
        return ClassName.get(owner.packageName(), name);
      }
      taken.add(name);
    }
    throw new AssertionError(owner + " is not among the classes of its own name");
  }

  private boolean isUsers(String type, Predicate<TypeElement> isOurs) {
    TypeElement existing = elements.getTypeElement(type);
    return existing != null && !isOurs.test(existing);
  }

  private List<ClassName> sameWhenFlat(String packageName, String flat) {
    List<ClassName> found = new ArrayList<>();
    for (int end = flat.indexOf('_', 1); end > 0; end = flat.indexOf('_', end + 1)) {
      addNested(type(packageName + "." + flat.substring(0, end)), flat.substring(end + 1), found);
    }
    TypeElement whole = type(packageName + "." + flat);
    if (whole != null) {
      found.add(ClassName.get(whole));
    }
    found.sort(
        Comparator.comparing((ClassName name) -> name.simpleNames().size())
            .thenComparing(ClassName::canonicalName));
    return found;
  }

  private static void addNested(@Nullable TypeElement type, String rest, List<ClassName> found) {
    if (type == null) {
      return;
    }
    for (TypeElement nested : ElementFilter.typesIn(type.getEnclosedElements())) {
      String name = nested.getSimpleName().toString();
      if (rest.equals(name)) {
        found.add(ClassName.get(nested));
      } else if (rest.startsWith(name + "_")) {
        addNested(nested, rest.substring(name.length() + 1), found);
      }
    }
  }

  private @Nullable TypeElement type(String name) {
    return elements.getTypeElement(name);
  }

  /** An earlier compilation's stub may lie on the class path, and must not be given way to. */
  private boolean isStub(TypeElement type) {
    return hasConstant(type, PLAIN_CALLS, type.getQualifiedName() + "." + CALLS);
  }

  private boolean isInvokers(TypeElement type) {
    return hasConstant(type, null, TASK_TYPE);
  }

  private static boolean hasConstant(TypeElement type, @Nullable String name, String constantType) {
    for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      Element declared =
          field.asType().getKind() == TypeKind.DECLARED
              ? MoreTypes.asElement(field.asType())
              : field;
      if ((name == null || field.getSimpleName().contentEquals(name))
          && declared instanceof TypeElement of
          && of.getQualifiedName().contentEquals(constantType)) {
        return true;
      }
    }
    return false;
  }

  private static String numbered(String name, Set<String> taken) {
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + "_" + number;
    }
    return free;
  }

  private static String first(ClassName name) {
    return name.simpleNames().get(0);
  }

  private static String first(String packageName) {
    int dot = packageName.indexOf('.');
    return dot < 0 ? packageName : packageName.substring(0, dot);
  }
}
