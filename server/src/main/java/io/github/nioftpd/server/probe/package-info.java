/** Checks and probes of locations on this machine. */
@NullMarked
package io.github.nioftpd.server.probe;

import org.jspecify.annotations.NullMarked;
