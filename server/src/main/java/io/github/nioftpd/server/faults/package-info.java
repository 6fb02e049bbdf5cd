/** Faults of the configuration. */
@NullMarked
package io.github.nioftpd.server.faults;

import org.jspecify.annotations.NullMarked;
