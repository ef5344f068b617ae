/**
 * Scenario files and typed models as tests of JUnit Jupiter: a test for each claim. A test that
 * fails shows the shortest run as text, and where its page and its picture are.
 *
 * <p>It is for tests that run from the class path.
 */
@NullMarked
package io.tarry.junit;

import org.jspecify.annotations.NullMarked;
