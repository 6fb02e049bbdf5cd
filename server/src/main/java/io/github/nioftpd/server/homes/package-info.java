/** Locations, and the file systems that sessions share. */
@NullMarked
package io.github.nioftpd.server.homes;

import org.jspecify.annotations.NullMarked;
