/** Authenticators and accounts. */
@NullMarked
package io.github.nioftpd.server.users;

import org.jspecify.annotations.NullMarked;
