/** The grammar of the control connection: bytes to lines to requests, addresses, times. */
@NullMarked
package io.github.nioftpd.wire;

import org.jspecify.annotations.NullMarked;
