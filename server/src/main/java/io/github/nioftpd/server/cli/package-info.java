/** The command line: commands and options. */
@NullMarked
package io.github.nioftpd.server.cli;

import org.jspecify.annotations.NullMarked;
