/**
 * The interfaces of a backend: {@link Backend} opens a file system, {@link Abortable} and {@link
 * InsufficientStorageException}, {@link BusyException}, {@link ArchivedFileException} and {@link
 * TreeTooLargeException} say what {@code java.nio.file} has no words for, {@link Capable} and
 * {@link Identified} what a file system can do and which file is open, {@link Authorities} reads
 * certificates, and {@link SlashPath} and {@link Settings} save the author of a file system from
 * writing a {@link java.nio.file.Path} and a parser by hand. Nothing here depends on FTP.
 */
@NullMarked
package io.github.nioftpd.fs;

import org.jspecify.annotations.NullMarked;
