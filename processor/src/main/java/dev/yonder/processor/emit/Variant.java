// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.yonder.processor.model.MethodModel;
import dev.yonder.processor.model.ParameterModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One way to call a remote method.
 *
 * @param method the method
 * @param name the name of the stub's method
 * @param args which parameters are {@code Arg}s rather than plain values
 */
record Variant(MethodModel method, String name, BitSet args) {
  static final ClassName ARG = ClassName.get("dev.yonder", "Arg");

  /** Beyond so many parameters only all plain and all {@code Arg} are offered. */
  private static final int MIXED_UP_TO = 3;

  /** Returns the ways to call the method, all plain first, all under the method's own name. */
  static List<Variant> of(MethodModel method) {
    int count = method.sentParameters().size();
    List<Variant> variants = new ArrayList<>();
    if (count <= MIXED_UP_TO) {
      for (long mask = 0; mask < 1L << count; mask++) {
        variants.add(new Variant(method, method.name(), BitSet.valueOf(new long[] {mask})));
      }
    } else {
      BitSet all = new BitSet();
      all.set(0, count);
      variants.add(new Variant(method, method.name(), new BitSet()));
      variants.add(new Variant(method, method.name(), all));
    }
    return variants;
  }

  Variant named(String other) {
    return new Variant(method, other, args);
  }

  boolean isPlain() {
    return args.isEmpty();
  }

  boolean isVarargs() {
    return method.isVarargs() && !args.get(method.sentParameters().size() - 1);
  }

  /** Returns whether callers would be warned of an array of generic elements. */
  boolean isUnsafeVarargs() {
    List<ParameterModel> sent = method.sentParameters();
    return isVarargs() && !sent.get(sent.size() - 1).isReifiable();
  }

  /** Returns the type of a parameter of the stub. */
  TypeName type(int position) {
    TypeName type = method.sentParameters().get(position).type();
    if (!args.get(position)) {
      return type;
    }
    TypeName value = type.withoutAnnotations().box();
    return ParameterizedTypeName.get(ARG, WildcardTypeName.subtypeOf(value));
  }

  /** Returns the name and the erased parameters, in which two methods of a class must differ. */
  String key(String name) {
    List<String> erasures = new ArrayList<>();
    List<ParameterModel> sent = method.sentParameters();
    for (int i = 0; i < sent.size(); i++) {
      erasures.add(args.get(i) ? ARG.toString() : sent.get(i).erasure().toString());
    }
    return name + erasures;
  }
}
