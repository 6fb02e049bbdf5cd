/** The settings of a server: immutable values with defaults, which refuse what makes no sense. */
@NullMarked
package io.github.nioftpd.config;

import org.jspecify.annotations.NullMarked;
