/** Log outputs and formats. No session waits for an output. */
@NullMarked
package io.github.nioftpd.server.logs;

import org.jspecify.annotations.NullMarked;
