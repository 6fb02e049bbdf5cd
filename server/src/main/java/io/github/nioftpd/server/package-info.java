/** The program {@code nioftpd}: its command line, its accounts, its start and its end. */
@NullMarked
package io.github.nioftpd.server;

import org.jspecify.annotations.NullMarked;
