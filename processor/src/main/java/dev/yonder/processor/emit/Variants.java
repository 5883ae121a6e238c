// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import dev.yonder.processor.model.MethodModel;
import dev.yonder.processor.model.ParameterModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ways to call the methods of a class.
 *
 * <p>Overloads that differ for plain values may not differ for {@code Arg}s: {@code f(int)} and
 * {@code f(String)} both accept one. Then these variants, and no others, are named after the
 * parameters: {@code f_int} and {@code f_String}.
 */
final class Variants {

  private Variants() {}

  static List<Variant> of(List<MethodModel> methods) {
    List<Variant> variants = new ArrayList<>();
    methods.forEach(method -> variants.addAll(Variant.of(method)));
    Map<String, Integer> uses = new HashMap<>();
    Set<String> taken = new HashSet<>();
    Set<String> methodNames = methods.stream().map(MethodModel::name).collect(Collectors.toSet());
    for (Variant variant : variants) {
      uses.merge(variant.key(variant.name()), 1, Integer::sum);
    }
    variants.replaceAll(
        variant -> {
          if (uses.getOrDefault(variant.key(variant.name()), 1) == 1) {
            return variant;
          }
          String name =
              Names.free(
                  descriptiveName(variant.method()),
                  candidate ->
                      !methodNames.contains(candidate) && taken.add(variant.key(candidate)));
          return variant.named(name);
        });
    return variants;
  }

  private static String descriptiveName(MethodModel method) {
    return method.name()
        + "_"
        + method.sentParameters().stream()
            .map(ParameterModel::simpleName)
            .collect(Collectors.joining("_"));
  }
}
