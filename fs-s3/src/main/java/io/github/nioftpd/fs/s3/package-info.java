/**
 * Buckets of S3 as file systems: an object appears when it is complete, a directory is a prefix,
 * and nothing passes through the local disk.
 */
@NullMarked
package io.github.nioftpd.fs.s3;

import org.jspecify.annotations.NullMarked;
