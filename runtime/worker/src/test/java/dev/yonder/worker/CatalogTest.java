// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.spi.TaskCatalog;
import dev.yonder.spi.TaskType;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final ClassLoader LOADER = CatalogTest.class.getClassLoader();

  /** One that no jar lists as a service. */
  public static final class Unlisted implements TaskCatalog {
    @Override
    public List<TaskType> taskTypes() {
      return List.of(TaskType.of("Some#method()", "", arguments -> 1));
    }
  }

  @Test
  void thatIsNamedIsFoundWithoutALookIntoJars() {
    Catalog catalog = Catalog.of(LOADER, List.of(Unlisted.class.getName()));
    assertThat(catalog.get("Some#method()")).isNotNull();
    assertThat(Catalog.of(LOADER).get("Some#method()")).isNull();
  }

  @Test
  void thatIsNotThereIsAnErrorWithItsName() {
    assertThatThrownBy(() -> Catalog.of(LOADER, List.of("no.Catalog")))
        .isInstanceOf(ServiceConfigurationError.class)
        .hasMessageContaining("no.Catalog");
  }

  @Test
  void loadsWhatItCanOfTheClassesOfMethods() {
    Catalog catalog = Catalog.of(LOADER, List.of(Unlisted.class.getName()));
    catalog.load(LOADER);
    assertThat(catalog.get("Some#method()")).isNotNull();
  }
}
