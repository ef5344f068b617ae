/** The examples of the page about tests in Java, which shows them as they are compiled and run. */
@NullMarked
package io.tarry.junit.examples;

import org.jspecify.annotations.NullMarked;
