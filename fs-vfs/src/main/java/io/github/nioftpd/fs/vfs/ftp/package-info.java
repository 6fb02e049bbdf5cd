/** Servers for FTP and FTPS. */
@NullMarked
package io.github.nioftpd.fs.vfs.ftp;

import org.jspecify.annotations.NullMarked;
