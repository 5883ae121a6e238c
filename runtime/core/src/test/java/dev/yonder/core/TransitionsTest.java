// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.TaskStatus;
import dev.yonder.core.Transitions.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionsTest {
  private static final Path DOCUMENT = Path.of("../../docs/task-states.md");
  private static final Path RENDERED = Path.of("target/task-states.md");

  @Test
  void everyTransitionStandsOnce() {
    assertThat(Transitions.table()).doesNotHaveDuplicates();
  }

  @Test
  void nothingLeavesAFinalStateAndEveryOtherStateIsLeft() {
    List<TaskStatus> left = Transitions.table().stream().map(Transition::from).distinct().toList();
    for (TaskStatus status : TaskStatus.values()) {
      assertThat(left.contains(status)).as("%s is left", status).isEqualTo(!status.isFinal());
    }
  }

  @Test
  void theDiagramInTheDocumentationIsThatOfTheTable() throws IOException {
    String document = Files.readString(DOCUMENT);
    String rendered =
        document.replaceFirst(
            "(?s)```mermaid\n.*?```", "```mermaid\n" + Transitions.diagram() + "```");
    Files.createDirectories(RENDERED.getParent());
    Files.writeString(RENDERED, rendered);
    assertThat(document)
        .as("if the table is right: cp runtime/core/%s docs/task-states.md", RENDERED)
        .isEqualTo(rendered);
  }
}
