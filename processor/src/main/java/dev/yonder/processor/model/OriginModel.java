// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;

/**
 * Where a remote method comes from.
 *
 * @param id the task type's id
 * @param source its file and line, empty if unknown
 * @param type the class that declares it
 * @param erasures the types of its parameters there, without type variables and type arguments
 * @param exceptions the simple names of the exceptions that it declares
 * @param deprecated its annotation as deprecated
 * @param comment its documentation
 */
public record OriginModel(
    String id,
    String source,
    ClassName type,
    List<TypeName> erasures,
    List<String> exceptions,
    Optional<AnnotationSpec> deprecated,
    CommentModel comment) {}
