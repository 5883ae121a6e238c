// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.wire.Payload;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
  private static final int LENGTH = 1_000;

  @TempDir private Path directory;

  private static Payload payload(int value) {
    double[] array = new double[LENGTH];
    java.util.Arrays.fill(array, value);
    return new Payload(new byte[] {(byte) value}, List.of(array, new int[] {value}));
  }

  private static void check(Payload payload, int value) {
    assertThat(payload.head()).containsExactly(value);
    assertThat((double[]) payload.arrays().get(0)).hasSize(LENGTH).containsOnly(value);
    assertThat((int[]) payload.arrays().get(1)).containsExactly(value);
  }

  private String[] files() {
    return directory.toFile().list();
  }

  @Test
  void whatTheHeapHasNoRoomForIsOnDiskUntilItIsFreed() {
    ObjectStore store = new ObjectStore(directory, 3 * LENGTH * Double.BYTES);
    for (int i = 0; i < 10; i++) {
      store.put(i, payload(i));
    }
    assertThat(files()).hasSizeBetween(7, 9);
    for (int i = 0; i < 10; i++) {
      check(store.get(i), i);
    }
    for (int i = 0; i < 10; i++) {
      store.free(new long[] {i});
      assertThat(store.has(i)).isFalse();
      assertThat(store.get(i)).isNull();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void aCopyMayBeChanged() {
    ObjectStore store = new ObjectStore(directory, Long.MAX_VALUE);
    store.put(1, payload(1));
    ((double[]) store.copy(1).arrays().get(0))[0] = 99;
    check(store.get(1), 1);
  }

  @Test
  void aResultThatHasRoomNeitherInTheHeapNorOnDiskIsRefused() {
    Path nowhere = directory.resolve("not there");
    ObjectStore store = new ObjectStore(nowhere, 2 * LENGTH * Double.BYTES + 100);
    for (int i = 0; i < 4; i++) {
      store.keep(i, payload(i));
    }
    assertThatThrownBy(() -> store.keep(4, payload(4)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(nowhere + " has no room for more")
        .hasMessageContaining("-Djava.io.tmpdir");
    assertThat(store.has(4)).isFalse();
    store.put(5, payload(5));
    check(store.get(5), 5);
    store.free(new long[] {0, 1, 5});
    store.keep(4, payload(4));
    check(store.get(4), 4);
  }

  @Test
  void whatCannotBeWrittenStaysInTheHeap() {
    ObjectStore store = new ObjectStore(directory.resolve("not there"), 1);
    for (int i = 0; i < 3; i++) {
      store.put(i, payload(i));
    }
    check(store.get(0), 0);
    assertThat(files()).isEmpty();
  }
}
