/** TLS over channels: what the connections of one session have in common, and one connection. */
@NullMarked
package io.github.nioftpd.tls;

import org.jspecify.annotations.NullMarked;
