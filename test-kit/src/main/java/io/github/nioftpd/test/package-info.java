/** An FTP server for tests of FTP clients. */
@NullMarked
package io.github.nioftpd.test;

import org.jspecify.annotations.NullMarked;
