// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.mandelbrot;

/**
 * The computed points of a region.
 *
 * @param counts the iterations that each point took to escape, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // a tile is placed into an image, never compared
record Tile(Region region, byte[] counts) {}
