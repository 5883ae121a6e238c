// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.BlockId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The blocks of a session that are not over, by the names of their workers. */
final class Blocks {
  private final Map<String, Block> blocks = new LinkedHashMap<>();

  synchronized void add(Collection<Block> more) {
    more.forEach(block -> blocks.put(block.name(), block));
  }

  /** Forgets the block; returns false if somebody else has done so. */
  synchronized boolean remove(Block block) {
    return blocks.remove(block.name(), block);
  }

  synchronized @Nullable Block get(String worker) {
    return blocks.get(worker);
  }

  synchronized List<Block> all() {
    return new ArrayList<>(blocks.values());
  }

  List<Block> where(Predicate<Block> condition) {
    return all().stream().filter(condition).toList();
  }

  int count(Predicate<Block> condition) {
    return where(condition).size();
  }

  /** Returns the ids of those that have one. */
  static Set<BlockId> ids(Collection<Block> blocks) {
    return blocks.stream()
        .map(Block::id)
        .filter(id -> id != null)
        .collect(Collectors.toUnmodifiableSet());
  }
}
