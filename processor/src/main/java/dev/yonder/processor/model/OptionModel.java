// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.model;

/**
 * A member that an annotation gives.
 *
 * @param member its name
 * @param value a number, a truth value or a text
 */
public record OptionModel(String member, Object value) {}
