// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.CallOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a program asked of a session.
 *
 * @param profile the profile's name, null where the environment decides
 * @param file the settings file, null where the environment decides
 * @param values settings by their names, after those of the tables that they are in
 * @param defaults the options of calls that neither the call nor the annotation decides
 */
public record SessionSettings(
    @Nullable String profile,
    @Nullable Path file,
    Map<List<String>, Object> values,
    CallOptions defaults) {

  /** Settings in which everything is left to the environment. */
  public static final SessionSettings UNSET =
      new SessionSettings(null, null, Map.of(), CallOptions.none());
}
