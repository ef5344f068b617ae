/**
 * What the properties of a search see of its steps, and what was found for each of them. It also
 * holds a model to its contract.
 */
@NullMarked
package io.tarry.engine.monitor;

import org.jspecify.annotations.NullMarked;
