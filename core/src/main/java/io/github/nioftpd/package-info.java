/**
 * An FTP server that serves any {@link java.nio.file.FileSystem}.
 *
 * <p>{@link FtpServer} is where to start: its builder collects the settings, {@code start()}
 * serves, {@code close()} ends gracefully.
 */
@NullMarked
package io.github.nioftpd;

import org.jspecify.annotations.NullMarked;
