/** Hashes of passwords: what they look like, how they are made and compared. */
@NullMarked
package io.github.nioftpd.server.password;

import org.jspecify.annotations.NullMarked;
