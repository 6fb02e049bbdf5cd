/**
 * Files in memory: a file system with a limit of bytes and of entries, which forgets everything
 * when it is closed.
 */
@NullMarked
package io.github.nioftpd.fs.memory;

import org.jspecify.annotations.NullMarked;
