/**
 * Several file systems as one tree: {@link MountedFileSystem} is a file system as any other, made
 * of {@link Mount}s. Nothing here depends on FTP.
 */
@NullMarked
package io.github.nioftpd.fs.mount;

import org.jspecify.annotations.NullMarked;
