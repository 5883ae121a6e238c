// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.core.Event;
import dev.yonder.wire.KryoPayloadCodec;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.worker.End;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectBookTest {
  private static final long TASK = 7;

  private final PayloadCodec codec = new KryoPayloadCodec(getClass().getClassLoader());
  private final List<Event> events = new ArrayList<>();
  private final ObjectBook book = new ObjectBook(codec, Runnable::run, events::add);
  private final RecordedLink holder = new RecordedLink("holder");
  private final RecordedLink other = new RecordedLink("other");

  @BeforeEach
  void join() {
    book.join(holder);
    book.join(other);
  }

  private static final class RecordedLink implements ObjectLink {
    private final String name;
    final List<Message> sent = new ArrayList<>();

    RecordedLink(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void send(Message.FromDriver message) {
      sent.add(message);
    }

    @Override
    public long unwrittenBytes() {
      return 0;
    }
  }

  private KeptResult kept() {
    return book.kept(TASK, new KeptAt("holder", 1_000));
  }

  @Test
  void fetchesAResultOnceHoweverManyAskForIt() {
    KeptResult result = kept();
    assertThat(result.here()).isNotDone();
    book.fetch(TASK, /* patient= */ false, other);
    assertThat(holder.sent).containsExactly(new Message.Fetch(TASK, /* await= */ false));
    Payload payload = codec.encode("large", "a result");
    book.arrived(TASK, payload);
    assertThat(result.here()).isDone();
    assertThat(result.resultOrEnd()).isEqualTo("large");
    assertThat(other.sent).containsExactly(new Message.Fetched(TASK, payload));
    assertThat(events).containsExactly(new Event.ResultWanted(TASK), new Event.ResultSecured(TASK));
  }

  @Test
  void tellsThoseWhoWaitWhenAResultIsDeletedBeforeItHasArrived() {
    KeptResult result = kept();
    assertThat(result.here()).isNotDone();
    book.fetch(TASK, /* patient= */ false, other);
    book.release(TASK);
    assertThat(result.here()).isDone();
    assertThat(result.resultOrEnd()).isSameAs(End.Released.INSTANCE);
    assertThat(other.sent).containsExactly(new Message.Missing(TASK));
    book.arrived(TASK, codec.encode("late", "a result"));
    assertThat(result.resultOrEnd()).isSameAs(End.Released.INSTANCE);
  }

  @Test
  void tellsThoseWhoWaitForALostResultWhenThatIsDeleted() {
    KeptResult result = kept();
    book.leave("holder");
    assertThat(result.here()).isNotDone();
    book.fetch(TASK, /* patient= */ true, other);
    assertThat(other.sent).isEmpty();
    book.release(TASK);
    assertThat(result.here()).isDone();
    assertThat(result.resultOrEnd()).isSameAs(End.Released.INSTANCE);
    assertThat(other.sent).containsExactly(new Message.Missing(TASK));
  }

  @Test
  void saysThatADeletedResultIsGone() {
    KeptResult result = kept();
    book.release(TASK);
    assertThat(result.here()).isDone();
    assertThat(result.resultOrEnd()).isSameAs(End.Released.INSTANCE);
    book.fetch(TASK, /* patient= */ false, other);
    assertThat(other.sent).containsExactly(new Message.Missing(TASK));
  }
}
