// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.BackendException;
import java.util.List;

/** Knows how many jobs an array may have; asks for it once. */
final class ArrayLimit {
  /** What batch systems allow that say nothing. */
  static final int USUAL = 1_000;

  private final GridDialect dialect;
  private final GridCommands commands;
  private int known;

  ArrayLimit(GridDialect dialect, GridCommands commands) {
    this.dialect = dialect;
    this.commands = commands;
  }

  /** Returns how many of so many jobs may get into one array, at least 1. */
  synchronized int most(int count) {
    if (count == 1) {
      return 1;
    }
    if (known == 0) {
      known = ask();
    }
    return known == 0 ? USUAL : known;
  }

  /** Returns 0 where there is no answer now. */
  private int ask() {
    List<String> command = dialect.limitCommand();
    if (command.isEmpty()) {
      return USUAL;
    }
    try {
      return Math.max(1, dialect.parseLimit(commands.read(command)));
    } catch (UnexpectedOutputException e) {
      return USUAL;
    } catch (BackendException e) {
      return 0;
    }
  }
}
