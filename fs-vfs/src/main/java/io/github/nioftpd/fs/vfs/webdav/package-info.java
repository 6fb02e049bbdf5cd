/** Servers for HTTP and WebDAV. */
@NullMarked
package io.github.nioftpd.fs.vfs.webdav;

import org.jspecify.annotations.NullMarked;
