/** Reading, checking and printing of configuration files. */
@NullMarked
package io.github.nioftpd.server.config.binding;

import org.jspecify.annotations.NullMarked;
