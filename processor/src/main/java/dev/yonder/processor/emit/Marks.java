// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;

/** The annotations that every generated class has. */
final class Marks {
  private static final String PROCESSOR = "dev.yonder.processor.RemoteProcessor";

  private Marks() {}

  /** Says who wrote the class, without a date: the same sources give the same bytes. */
  static AnnotationSpec generated() {
    return AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
        .addMember("value", "$S", PROCESSOR)
        .build();
  }

  /** Silences what is true of the user's signatures, and said about them already. */
  static AnnotationSpec suppress(String... warnings) {
    CodeBlock.Builder values = CodeBlock.builder().add("{");
    String separator = "";
    for (String warning : warnings) {
      values.add("$L$S", separator, warning);
      separator = ", ";
    }
    return AnnotationSpec.builder(SuppressWarnings.class)
        .addMember("value", values.add("}").build())
        .build();
  }
}
