/**
 * A directory of the local disk as a file system of its own, which no path and no symbolic link
 * leaves: {@link io.github.nioftpd.fs.local.LocalFileSystem#open} is all that a program needs.
 */
@NullMarked
package io.github.nioftpd.fs.local;

import org.jspecify.annotations.NullMarked;
