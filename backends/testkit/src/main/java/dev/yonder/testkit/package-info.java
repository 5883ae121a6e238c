// SPDX-License-Identifier: Apache-2.0
/** The contract that every backend passes, as tests to inherit; a null in a test fails the test. */
package dev.yonder.testkit;
