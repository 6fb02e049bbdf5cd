/** Authentication, accounts, permissions and quotas. */
@NullMarked
package io.github.nioftpd.auth;

import org.jspecify.annotations.NullMarked;
