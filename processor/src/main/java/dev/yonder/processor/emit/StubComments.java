// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.yonder.processor.model.CommentModel;
import dev.yonder.processor.model.MethodModel;
import dev.yonder.processor.model.OriginModel;
import dev.yonder.processor.model.ParameterModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the documentation of stubs: that of the methods, made to fit. */
final class StubComments {

  private StubComments() {}

  /** Returns the whole comment of a method, for the stub that takes plain values. */
  static CodeBlock full(MethodModel method, List<String> parameterNames) {
    CommentModel comment = method.origin().comment();
    CodeBlock.Builder text = CodeBlock.builder();
    if (!comment.text().isEmpty()) {
      text.add("$L\n\n<p>", comment.text());
    }
    text.add("Makes a call of {@link $L}.$L\n\n", original(method), failures(method.origin()));
    List<ParameterModel> sent = method.sentParameters();
    for (int i = 0; i < sent.size(); i++) {
      String described = comment.parameters().get(sent.get(i).name());
      if (described != null) {
        text.add("@param $L $L\n", parameterNames.get(i), described);
      }
    }
    for (TypeVariableName variable : method.typeVariables()) {
      String described = comment.parameters().get("<" + variable.name() + ">");
      if (described != null) {
        text.add("@param <$L> $L\n", variable.name(), described);
      }
    }
    text.add("@return a future of ");
    if (method.result().isVoid()) {
      text.add("null, done when the call has ended\n");
    } else {
      text.add("$L\n", comment.result().isEmpty() ? "the result" : comment.result());
    }
    if (method.origin().deprecated().isPresent() && !comment.deprecated().isEmpty()) {
      text.add("@deprecated $L\n", comment.deprecated());
    }
    return text.build();
  }

  /** Returns the comment of a stub that refers to the one with the whole comment. */
  static CodeBlock brief(Variant variant) {
    MethodModel method = variant.method();
    CodeBlock.Builder text = CodeBlock.builder();
    if (variant.isPlain()) {
      text.add("Makes a call of {@link $L}.\n", original(method));
    } else {
      text.add("Makes the call with arguments that may be futures.\n");
    }
    if (!variant.name().equals(method.name())) {
      text.add(
          """

          <p>It is named after its parameters: under the method's own name, overloads would
          clash where they take an {@code Arg}.
          """);
    }
    String deprecated = method.origin().comment().deprecated();
    if (method.origin().deprecated().isPresent() && !deprecated.isEmpty()) {
      text.add("\n@deprecated $L\n", deprecated);
    }
    return text.build();
  }

  private static CodeBlock original(MethodModel method) {
    OriginModel origin = method.origin();
    List<CodeBlock> types = new ArrayList<>();
    for (TypeName type : origin.erasures()) {
      types.add(CodeBlock.of("$T", type));
    }
    return CodeBlock.of("$T#$L($L)", origin.type(), method.name(), CodeBlock.join(types, ", "));
  }

  private static String failures(OriginModel origin) {
    List<String> failures = new ArrayList<>();
    Map<String, String> described = origin.comment().failures();
    described.forEach(
        (exception, when) -> failures.add("{@code %s} %s".formatted(exception, oneLine(when))));
    for (String exception : origin.exceptions()) {
      if (!described.containsKey(exception)) {
        failures.add("{@code %s}".formatted(exception));
      }
    }
    return failures.isEmpty()
        ? ""
        : "\nThe future fails with what that throws: %s.".formatted(String.join(", ", failures));
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  static CodeBlock ofStub(ClassName owner) {
    return CodeBlock.of(
        """
        Makes calls of the remote methods of {@link $T}, each of which returns a future.

        <p>Wherever a method takes an {@code Arg}, the future of another call will do.
        """,
        owner);
  }
}
