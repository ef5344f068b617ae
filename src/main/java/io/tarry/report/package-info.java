/**
 * What people see of results: the ladder diagram as DOT, SVG and PNG, the terminal table, the story
 * as text, and JSON. The same result gives the same bytes: no clock, no random number, no path of
 * this machine. GraphViz, V8 and Gson are used here alone. Prints nothing itself. May import:
 * {@code check}, {@code scenario}, {@code property}, {@code tcp}, {@code engine}.
 */
@NullMarked
package io.tarry.report;

import org.jspecify.annotations.NullMarked;
