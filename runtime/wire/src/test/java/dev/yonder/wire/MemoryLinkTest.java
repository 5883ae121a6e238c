// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Links within a process. */
class MemoryLinkTest {

  private static Sides sides() {
    MemoryPipe.Pair pair = MemoryPipe.pair();
    return new Sides(pair.driver(), pair.worker(), () -> {});
  }

  @Nested
  class Links extends LinkContract {
    @Override
    Sides connect() {
      return sides();
    }
  }

  @Nested
  class Handshakes extends HandshakeContract {
    @Override
    Sides connect() {
      return sides();
    }
  }

  @Test
  void manyPairsWorkAtOnce() throws Exception {
    int count = 50;
    List<Link> links = new ArrayList<>();
    List<Inbox> inboxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Sides.Links pair = sides().links();
      Inbox inbox = new Inbox();
      pair.driver().start(inbox);
      pair.worker().start(new Inbox());
      links.add(pair.worker());
      links.add(pair.driver());
      inboxes.add(inbox);
      pair.worker().send(new Message.Started(i, 1));
      pair.worker().flush();
    }
    for (int i = 0; i < count; i++) {
      assertThat(inboxes.get(i).next()).isEqualTo(new Message.Started(i, 1));
    }
    links.forEach(Link::close);
    for (Inbox inbox : inboxes) {
      assertThat(inbox.end()).isEmpty();
    }
  }
}
