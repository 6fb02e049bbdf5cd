/** Faults that an FTP server shows on demand. */
@NullMarked
package io.github.nioftpd.test.fault;

import org.jspecify.annotations.NullMarked;
