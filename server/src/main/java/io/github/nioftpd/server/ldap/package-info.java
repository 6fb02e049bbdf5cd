/** Logins by a directory server (LDAP, RFC 4511), through the client of the JDK. */
@NullMarked
package io.github.nioftpd.server.ldap;

import org.jspecify.annotations.NullMarked;
