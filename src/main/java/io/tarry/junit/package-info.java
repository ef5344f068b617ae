/**
 * Scenario files and typed models as tests of JUnit Jupiter: a test for each claim. A test that
 * fails shows the shortest run as text, and where its page and its picture are.
 *
 * <p>On the module path this needs {@code --add-reads io.tarry=ALL-UNNAMED}, as JUnit stays on the
 * class path there.
 */
@NullMarked
package io.tarry.junit;

import org.jspecify.annotations.NullMarked;
