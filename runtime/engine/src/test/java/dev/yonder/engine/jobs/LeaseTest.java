// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.wire.RunFiles;
import dev.yonder.worker.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private static final Duration MOMENT = Duration.ofSeconds(5);

  @TempDir private Path directory;
  private RunFiles run;

  @BeforeEach
  void create() throws IOException {
    run = RunFiles.create(directory.resolve("runs/one"));
  }

  private Path file() {
    return run.path().resolve("lease");
  }

  private static String isDrivenBy(ProcessHandle process, String host) {
    return "the run one is driven by process %d on %s; attach it when that has ended"
        .formatted(process.pid(), host);
  }

  /** Leaves the lease of an owner that had no time to give it back, and no lock. */
  private void leave(String host, ProcessHandle process) throws IOException {
    Lease lease = Lease.take(run, host, process, Clock.systemUTC());
    byte[] content = Files.readAllBytes(file());
    lease.close();
    Files.write(file(), content);
  }

  /** Has the owner's last sign of life be so old. */
  private void age(Duration age) throws IOException {
    Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minus(age)));
  }

  /** Returns what the system says of a process that has ended. */
  private static ProcessHandle ended() throws Exception {
    Process process = new ProcessBuilder("sleep", "1000").start();
    ProcessHandle handle = process.toHandle();
    process.destroyForcibly().waitFor();
    return handle;
  }

  @Test
  void oneProgramHasItAtATimeAndGivesItBack() throws Exception {
    try (Lease lease = Lease.take(run)) {
      assertThat(lease.beat()).isTrue();
      assertThat(Lease.owner(run))
          .contains("process %d on %s".formatted(ProcessHandle.current().pid(), HostName.get()));
      assertThatThrownBy(() -> Lease.take(run))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(isDrivenBy(ProcessHandle.current(), HostName.get()));
    }
    assertThat(Lease.owner(run)).isEmpty();
    assertThat(file()).doesNotExist();
    Lease.take(run).close();
  }

  @Test
  void anOwnerOnThisHostThatIsDeadHasItNoMoreHoweverRecentItsSign() throws Exception {
    leave(HostName.get(), ended());
    assertThat(Lease.owner(run)).isEmpty();
    try (Lease lease = Lease.take(run)) {
      assertThat(lease.beat()).isTrue();
    }
  }

  @Test
  void anOwnerOnThisHostThatIsAliveHasItHoweverOldItsSign() throws Exception {
    Process other = new ProcessBuilder("sleep", "1000").start();
    try {
      leave(HostName.get(), other.toHandle());
      age(Lease.EXPIRY.multipliedBy(100));
      assertThatThrownBy(() -> Lease.take(run))
          .hasMessage(isDrivenBy(other.toHandle(), HostName.get()));
    } finally {
      other.destroyForcibly().waitFor();
    }
    Lease.take(run).close();
  }

  @Test
  void anotherProcessWithTheNumberOfADeadOwnerIsNotTheOwner() throws Exception {
    leave(HostName.get(), ProcessHandle.current());
    String content = Files.readString(file());
    String[] lines = content.split("\n", -1);
    Files.writeString(file(), content.replace(lines[2], "2001-01-01T00:00:00Z"));
    assertThat(Lease.owner(run)).isEmpty();
    Lease.take(run).close();
  }

  /** Returns what a lease says of when its owner was started. */
  private String[] started(ProcessHandle process) throws IOException {
    try (Lease lease = Lease.take(run, HostName.get(), process, Clock.systemUTC())) {
      assertThat(lease.beat()).isTrue();
      return Files.readAllLines(file()).get(2).split(" ");
    }
  }

  /** Times of the clock would change when it is set. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void anOwnerIsKnownByTheBootAndByWhenItWasStartedAfterThat() throws Exception {
    Process other = new ProcessBuilder("sleep", "1000").start();
    try {
      String[] own = started(ProcessHandle.current());
      String[] ofOther = started(other.toHandle());
      assertThat(own[0])
          .isEqualTo(ofOther[0])
          .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
      assertThat(Long.parseLong(own[1])).isLessThan(Long.parseLong(ofOther[1]));
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void anOwnerElsewhereHasItUntilItsSignsHaveStoppedForLong() throws Exception {
    // The number may be that of any process here.
    leave("elsewhere", ProcessHandle.current());
    age(Lease.EXPIRY.minus(MOMENT.multipliedBy(4)));
    assertThatThrownBy(() -> Lease.take(run))
        .hasMessage(isDrivenBy(ProcessHandle.current(), "elsewhere"));
    assertThat(Lease.owner(run)).isPresent();
    age(Lease.EXPIRY.plus(MOMENT));
    assertThat(Lease.owner(run)).isEmpty();
    Lease.take(run).close();
  }

  @Test
  void whoHasLostItIsToldAndTakesNothingFromTheNext() throws Exception {
    Lease slow = Lease.take(run);
    Files.writeString(file(), "elsewhere\n1\n\nanother\n");
    assertThat(slow.beat()).isFalse();
    slow.close();
    assertThat(file()).hasContent("elsewhere\n1\n\nanother\n");
  }

  /** A clock that tells what it is set to. */
  private static final class SetClock extends Clock {
    private Instant time = Instant.EPOCH;

    @Override
    public Instant instant() {
      return time;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void whoKeepsItShowsNowAndThenThatItIsAlive() throws Exception {
    SetClock clock = new SetClock();
    try (Lease lease = Lease.take(run, HostName.get(), ProcessHandle.current(), clock)) {
      FileTime old = FileTime.from(Instant.EPOCH);
      Files.setLastModifiedTime(file(), old);
      lease.keep();
      assertThat(Files.getLastModifiedTime(file())).as("shown when it was taken").isEqualTo(old);
      clock.time = clock.time.plus(Lease.BEAT);
      lease.keep();
      assertThat(Files.getLastModifiedTime(file())).isNotEqualTo(old);
      Files.setLastModifiedTime(file(), old);
      clock.time = clock.time.minus(Lease.BEAT);
      lease.keep();
      assertThat(Files.getLastModifiedTime(file())).as("a clock set back").isNotEqualTo(old);
    }
  }

  @Test
  void whoWasSuspendedIsToldThatAnotherHasIt() throws Exception {
    SetClock clock = new SetClock();
    try (Lease lease = Lease.take(run, HostName.get(), ProcessHandle.current(), clock)) {
      Files.writeString(file(), "elsewhere\n1\n\nanother\n");
      clock.time = clock.time.plus(Lease.EXPIRY);
      assertThatThrownBy(lease::keep)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another program has taken it");
    }
  }

  @Test
  void aRefusalLeavesNothingBehind() throws Exception {
    leave("elsewhere", ProcessHandle.current());
    assertThatThrownBy(() -> Lease.take(run)).isInstanceOf(IllegalStateException.class);
    try (var files = Files.list(run.path())) {
      assertThat(files).noneMatch(path -> path.getFileName().toString().startsWith(".clock"));
    }
    age(Lease.EXPIRY.plus(MOMENT));
    Lease.take(run).close();
  }
}
