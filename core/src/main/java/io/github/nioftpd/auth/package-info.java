/** Who asks, who it is, and what may be done. */
@NullMarked
package io.github.nioftpd.auth;

import org.jspecify.annotations.NullMarked;
