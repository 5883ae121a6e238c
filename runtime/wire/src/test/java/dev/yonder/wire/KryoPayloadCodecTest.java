// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KryoPayloadCodecTest {
  private final PayloadCodec codec =
      new KryoPayloadCodec(KryoPayloadCodecTest.class.getClassLoader());

  record Named(String name, List<Integer> numbers) {}

  @Test
  void recordsAndNullsComeBack() {
    Named named = new Named("a", List.of(1, 2));

    assertThat(codec.decode(codec.encode(named, "it"), "it")).isEqualTo(named);
    assertThat(codec.decode(codec.encode(null, "it"), "it")).isNull();
  }

  @Test
  void exceptionsComeBackWithTheirFrames() {
    IllegalStateException thrown = new IllegalStateException("no");

    Throwable back = codec.decodeThrowable(codec.encodeThrowable(thrown));

    assertThat(back).isExactlyInstanceOf(IllegalStateException.class).hasMessage("no");
    assertThat(back.getStackTrace()).isEqualTo(thrown.getStackTrace());
  }
}
