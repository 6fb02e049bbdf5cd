/** The commands, one file per verb; {@link io.github.nioftpd.command.Commands} names them all. */
@NullMarked
package io.github.nioftpd.command;

import org.jspecify.annotations.NullMarked;
