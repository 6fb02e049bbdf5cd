/** Changes to the dialogue and the data of sessions, for tests of FTP clients. */
@NullMarked
package io.github.nioftpd.intercept;

import org.jspecify.annotations.NullMarked;
