// SPDX-License-Identifier: Apache-2.0
package dev.yonder.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose calls can run somewhere else.
 *
 * <p>For a class {@code X} with at least one such method the compiler writes {@code XRemote} into
 * the same package: methods of the same names and parameters that return a {@code RemoteFuture} of
 * the result. Where a call runs is decided by the session's profile, never by the program.
 *
 * <p>The members state what one call needs and how it may be repeated. A member that is left out is
 * unset: the profile decides, and after it the default named here. Options of a single call take
 * precedence over the annotation. Every member is checked when the method is compiled.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Remote {

  /**
   * The name that logs, progress and errors show. Unset: the class's simple name, a dot and the
   * method's name.
   */
  String name() default "";

  /** The number of processors that a call keeps busy, at least 1. Unset: 1. */
  int cpus() default 1;

  /**
   * The memory that a call needs, as {@link MemorySize} reads it: {@code "4 GiB"}, {@code "500
   * MB"}. Unset: none is reserved.
   */
  String memory() default "";

  /** The number of graphics processors that a call needs, at least 0. Unset: 0. */
  int gpus() default 0;

  /**
   * The longest time that one attempt of a call may run, as {@link Walltime} reads it: {@code
   * "2h"}, {@code "1d 12h"}. An attempt that runs longer is ended and counts as failed. Unset: no
   * limit.
   */
  String walltime() default "";

  /**
   * How often a call is tried again after its method threw an exception, at least 0. Unset: 0.
   * Losses of workers are repeated apart from this number.
   */
  int retries() default 0;

  /**
   * Whether a call may be run again when it is not known how far the last attempt came. Unset:
   * {@code true}. With {@code false} a call is handed to a worker at most once and never re-run on
   * its own, so {@link #retries} must be left out.
   */
  boolean idempotent() default true;

  /**
   * Whether the result may be taken from a result cache. Unset: {@code false}. Checked and listed
   * in the catalog; no backend has a result cache in this version.
   */
  boolean cache() default false;

  /**
   * The version of the method's code, part of the key of a cached result. Unset: none. Checked and
   * listed in the catalog; it takes effect together with {@link #cache}.
   */
  String version() default "";

  /**
   * The executor of the profile that runs the calls. Unset: the profile's only or first one. The
   * built-in profiles have a single executor, which runs the calls of every name.
   */
  String on() default "";

  /** Which calls go first: those of the higher number. Unset: 0. */
  int priority() default 0;
}
