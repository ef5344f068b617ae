/**
 * Worlds drawn by jqwik: whole scenarios and each part of them, which shrink towards the plainest
 * world and print as scenario files; and runs of typed models, which drive an implementation.
 *
 * <p>The module does not ask for jqwik, so this is for tests that run from the class path.
 */
@NullMarked
package io.tarry.jqwik;

import org.jspecify.annotations.NullMarked;
