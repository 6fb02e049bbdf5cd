/** State that outlives a session: bans, the order of logins, and users with sessions. */
@NullMarked
package io.github.nioftpd.login;

import org.jspecify.annotations.NullMarked;
