/** Keys and certificates, read from files or self-signed. */
@NullMarked
package io.github.nioftpd.server.tls;

import org.jspecify.annotations.NullMarked;
