// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

/**
 * A record that does not have as many fields as the header.
 *
 * @param line the number of its first line in the file, from 1
 */
record BadLine(long line, int fields) {}
