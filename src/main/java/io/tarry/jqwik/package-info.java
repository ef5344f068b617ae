/**
 * Worlds drawn by jqwik: whole scenarios and each part of them, which shrink towards the plainest
 * world and print as scenario files; and runs of typed models, which drive an implementation.
 *
 * <p>jqwik 1.9.3 declares no module, so this is for tests that run from the class path.
 */
@NullMarked
package io.tarry.jqwik;

import org.jspecify.annotations.NullMarked;
