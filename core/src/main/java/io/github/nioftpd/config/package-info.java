/** The settings of a server: immutable values with defaults, which reject invalid values. */
@NullMarked
package io.github.nioftpd.config;

import org.jspecify.annotations.NullMarked;
