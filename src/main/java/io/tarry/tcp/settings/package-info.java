/**
 * What is chosen before a search begins: stacks, sysctls, scripts, the network, and who talks to
 * whom. None of it changes during a search.
 */
@NullMarked
package io.tarry.tcp.settings;

import org.jspecify.annotations.NullMarked;
