/** Certificates for tests. */
@NullMarked
package io.github.nioftpd.test.tls;

import org.jspecify.annotations.NullMarked;
