/**
 * What people see of results, in rooms: {@code table} (text for the terminal), {@code files} (the
 * folder of pictures and results), {@code page} (HTML), {@code ladder} (a run as a picture), {@code
 * words} (what values are called) and {@code drawing} (pictures of any kind, as DOT, SVG and PNG).
 * The same result gives the same bytes: no clock, no random number, no path of this machine. Gson
 * is used here alone. Prints nothing itself. May import: {@code check}, {@code scenario}, {@code
 * property}, {@code tcp}, {@code engine}.
 */
@NullMarked
package io.tarry.report;

import org.jspecify.annotations.NullMarked;
