/** Complete protocols as a user writes them, which the page about models shows. */
@NullMarked
package io.tarry.model.examples;

import org.jspecify.annotations.NullMarked;
