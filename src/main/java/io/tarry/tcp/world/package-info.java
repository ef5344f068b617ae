/**
 * Everything that has state: connections, applications, segments in flight, hosts and ghosts, and
 * how it is packed. Fields are public for the rules; nothing outside {@code tcp} may write them.
 */
@NullMarked
package io.tarry.tcp.world;

import org.jspecify.annotations.NullMarked;
