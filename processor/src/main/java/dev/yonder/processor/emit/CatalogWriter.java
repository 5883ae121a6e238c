// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import javax.lang.model.element.Modifier;

/** Writes the list of task types by which a worker finds the methods. */
final class CatalogWriter {
  static final ClassName CATALOG = ClassName.get("dev.yonder.spi", "TaskCatalog");
  private static final ClassName TASK_TYPE = ClassName.get("dev.yonder.spi", "TaskType");

  private CatalogWriter() {}

  /**
   * Returns a catalog.
   *
   * @param constants the constants that hold the task types, by the task types' ids
   */
  static TypeSpec write(ClassName name, SortedMap<String, CodeBlock> constants) {
    return TypeSpec.classBuilder(name)
        .addJavadoc("Lists the remote methods of one compilation.\n")
        .addAnnotation(Marks.generated())
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addSuperinterface(CATALOG)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addJavadoc("For {@link $T}.\n", ServiceLoader.class)
                .addModifiers(Modifier.PUBLIC)
                .build())
        .addMethod(
            MethodSpec.methodBuilder("taskTypes")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), TASK_TYPE))
                .addStatement("return $T.of(\n$L)", List.class, list(constants.values()))
                .build())
        .build();
  }

  private static CodeBlock list(Collection<CodeBlock> constants) {
    return CodeBlock.join(new ArrayList<>(constants), ",\n");
  }
}
