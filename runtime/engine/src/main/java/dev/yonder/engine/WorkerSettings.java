// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How workers of blocks are started, as far as a user may say.
 *
 * @param jvm options of their Java machines
 * @param environment what is set in their environment
 * @param address the address of this host that workers call, null for all that it has
 */
record WorkerSettings(
    List<String> jvm, Map<String, String> environment, @Nullable String address) {}
