// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

/**
 * What a backend calls a block, such as {@code 4711_3}, the third element of an array job.
 *
 * @param value unique among the blocks of the backend, for as long as it remembers them
 */
public record BlockId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
