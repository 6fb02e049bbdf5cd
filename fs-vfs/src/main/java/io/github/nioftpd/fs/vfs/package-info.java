/**
 * File systems of Apache Commons VFS: archives, remote servers, memory. Operations that a provider
 * does not support are not among the capabilities.
 */
@NullMarked
package io.github.nioftpd.fs.vfs;

import org.jspecify.annotations.NullMarked;
