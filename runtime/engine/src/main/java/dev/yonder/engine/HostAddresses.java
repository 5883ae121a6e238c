// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses by which other hosts may reach this one. */
final class HostAddresses {

  private HostAddresses() {}

  /**
   * Returns them, those that are the more likely to work, and to last, first: addresses of
   * networks, of version 4 before 6, and at last those that only this host itself can reach.
   *
   * <p>Among those, cards that have been here longer go first: bridges of containers, tunnels and
   * the like come later, and a connection to the address of one that goes is lost without a word.
   */
  static List<InetAddress> all() throws IOException {
    List<NetworkInterface> cards = new ArrayList<>(NetworkInterface.networkInterfaces().toList());
    cards.sort(Comparator.comparingInt(NetworkInterface::getIndex));
    List<InetAddress> found = new ArrayList<>();
    for (NetworkInterface card : cards) {
      if (isUp(card)) {
        card.inetAddresses().filter(address -> !address.isLinkLocalAddress()).forEach(found::add);
      }
    }
    found.sort(
        Comparator.comparing(InetAddress::isLoopbackAddress)
            .thenComparing(address -> !(address instanceof Inet4Address)));
    return found;
  }

  /** Returns whether a card is in use; one that has gone since it was listed is not. */
  private static boolean isUp(NetworkInterface card) {
    try {
      return card.isUp();
    } catch (SocketException e) {
      return false;
    }
  }
}
