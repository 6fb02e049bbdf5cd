/**
 * One client: its state ({@link io.github.nioftpd.session.Session}), the loop that alone reads its
 * commands in order and writes replies ({@link io.github.nioftpd.session.SessionLoop}), and the
 * types that commands are made of.
 */
@NullMarked
package io.github.nioftpd.session;

import org.jspecify.annotations.NullMarked;
