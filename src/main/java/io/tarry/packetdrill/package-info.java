/**
 * Scripts of packetdrill, read and run against one end of the model. A script agrees with a stack
 * if some behaviour of the model does all that the script says, at the times that it says.
 */
@NullMarked
package io.tarry.packetdrill;

import org.jspecify.annotations.NullMarked;
