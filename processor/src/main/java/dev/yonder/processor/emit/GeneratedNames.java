// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import com.palantir.javapoet.ClassName;

/**
 * The names of what is written for one class.
 *
 * @param stub what the user calls
 * @param invokers what a worker calls
 */
public record GeneratedNames(ClassName stub, ClassName invokers) {}
