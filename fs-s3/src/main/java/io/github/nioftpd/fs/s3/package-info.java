/**
 * File systems for S3 buckets: an object becomes visible when it is complete, a directory is a
 * prefix, and nothing is buffered on the local disk.
 */
@NullMarked
package io.github.nioftpd.fs.s3;

import org.jspecify.annotations.NullMarked;
