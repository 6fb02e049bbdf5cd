/** The configuration file: its keys as records, and the way from a file to them and back. */
@NullMarked
package io.github.nioftpd.server.config;

import org.jspecify.annotations.NullMarked;
