/**
 * What Apache Commons VFS reaches as file systems: archives, remote servers, memory. What a
 * provider of VFS cannot do, the file system says and refuses.
 */
@NullMarked
package io.github.nioftpd.fs.vfs;

import org.jspecify.annotations.NullMarked;
