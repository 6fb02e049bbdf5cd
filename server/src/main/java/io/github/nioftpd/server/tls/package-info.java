/** Keys and certificates: read from files, or made for a run. */
@NullMarked
package io.github.nioftpd.server.tls;

import org.jspecify.annotations.NullMarked;
