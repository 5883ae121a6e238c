// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostAddressesTest {

  @Test
  void cardsThatWereHereFirstGoFirstAndLoopbackLast() throws Exception {
    List<InetAddress> all = HostAddresses.all();
    assertThat(all.stream().map(InetAddress::isLoopbackAddress).toList()).isSorted().contains(true);
    assertThat(
            all.stream()
                .filter(address -> !address.isLoopbackAddress())
                .filter(Inet4Address.class::isInstance)
                .map(HostAddressesTest::card)
                .flatMap(Optional::stream)
                .toList())
        .isSorted();
  }

  /** Returns the number of the card; none if it has gone meanwhile. */
  private static Optional<Integer> card(InetAddress address) {
    try {
      return Optional.ofNullable(NetworkInterface.getByInetAddress(address))
          .map(NetworkInterface::getIndex);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
