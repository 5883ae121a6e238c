// SPDX-License-Identifier: Apache-2.0
/**
 * What a program that uses Yonder is written against: sessions, futures, call options and errors.
 */
@NullMarked
package dev.yonder;

import org.jspecify.annotations.NullMarked;
