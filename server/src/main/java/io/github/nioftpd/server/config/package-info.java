/** The configuration as records, whose components are the keys of a configuration file. */
@NullMarked
package io.github.nioftpd.server.config;

import org.jspecify.annotations.NullMarked;
