// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

/**
 * A piece of a CSV file that holds whole records.
 *
 * @param firstLine the number of its first line in the file, from 1
 */
record Partition(long firstLine, String text, Columns columns) {}
