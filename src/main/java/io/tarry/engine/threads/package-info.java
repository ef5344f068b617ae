/** The threads of a search, which work at one task together. They know nothing of what it is. */
@NullMarked
package io.tarry.engine.threads;

import org.jspecify.annotations.NullMarked;
