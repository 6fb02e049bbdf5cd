/** Read-only archives: zip, jar, tar, tgz and tbz2. */
@NullMarked
package io.github.nioftpd.fs.vfs.archive;

import org.jspecify.annotations.NullMarked;
