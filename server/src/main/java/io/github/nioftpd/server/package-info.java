/** The program {@code nioftpd}. */
@NullMarked
package io.github.nioftpd.server;

import org.jspecify.annotations.NullMarked;
