/**
 * Users of the operating system: logins through PAM, and work on the file system with the ids of
 * the user who is logged in (Linux).
 */
@NullMarked
package io.github.nioftpd.server.system;

import org.jspecify.annotations.NullMarked;
