// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.model;

import com.palantir.javapoet.TypeName;

/**
 * What a remote method returns.
 *
 * @param isVoid whether that is nothing
 * @param future what its stub returns
 */
public record ResultModel(boolean isVoid, TypeName future) {}
