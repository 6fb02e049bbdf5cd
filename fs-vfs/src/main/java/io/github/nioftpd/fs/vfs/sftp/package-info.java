/** Servers for SFTP. */
@NullMarked
package io.github.nioftpd.fs.vfs.sftp;

import org.jspecify.annotations.NullMarked;
