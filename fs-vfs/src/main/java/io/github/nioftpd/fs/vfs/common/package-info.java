/** Code that the rooms for archives and for servers share. */
@NullMarked
package io.github.nioftpd.fs.vfs.common;

import org.jspecify.annotations.NullMarked;
