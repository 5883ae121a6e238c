// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.nio.file.Path;
import java.util.List;

/**
 * The code of this program in the form in which workers get it.
 *
 * @param jars files whose names are their digests, in the order of the class path
 * @param digest what two programs have in common only if their jars are the same, in order
 * @param catalogs the names of the classes that list its remote methods
 */
public record Code(List<Path> jars, String digest, List<String> catalogs) {}
