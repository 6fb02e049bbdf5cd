/**
 * What a backend implements: {@link Backend} opens a file system, {@link Abortable} and {@link
 * InsufficientStorageException}, {@link ArchivedFileException} and {@link TreeTooLargeException}
 * say what {@code java.nio.file} has no words for, and {@link SlashPath} saves the author of a file
 * system from writing a {@link java.nio.file.Path} by hand. Nothing in here knows FTP.
 */
@NullMarked
package io.github.nioftpd.spi;

import org.jspecify.annotations.NullMarked;
