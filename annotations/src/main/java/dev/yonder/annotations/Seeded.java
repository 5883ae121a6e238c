// SPDX-License-Identifier: Apache-2.0
package dev.yonder.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of type {@link java.util.random.RandomGenerator} of a {@link Remote} method
 * that is filled in for the caller.
 *
 * <p>The parameter is left out of the stub. The generator that a call receives depends only on the
 * run's seed, on the call that made this call and on its index there: the numbers are the same on
 * every backend, in every order and after every retry, and no two calls share them.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Seeded {}
