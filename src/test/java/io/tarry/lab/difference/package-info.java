/**
 * One end of a connection in the model and the same end in a kernel, side by side: random steps
 * happen to both, and what they answer is compared. Nothing here needs a kernel; {@code KernelEnd}
 * of the package above is one.
 */
@NullMarked
package io.tarry.lab.difference;

import org.jspecify.annotations.NullMarked;
