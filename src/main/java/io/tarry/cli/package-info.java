/**
 * The command line: arguments, files, progress, exit codes. The only package that prints or exits.
 * May import: everything; nothing imports it.
 */
@NullMarked
package io.tarry.cli;

import org.jspecify.annotations.NullMarked;
