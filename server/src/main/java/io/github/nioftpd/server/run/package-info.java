/** The running server: assembly, reload, shutdown and control socket. */
@NullMarked
package io.github.nioftpd.server.run;

import org.jspecify.annotations.NullMarked;
