package io.github.nioftpd.intercept;

import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Changes what happens on the data connection of one transfer. All methods are called on the thread
 * of the transfer, and may block.
 */
public interface DataInterceptor {

  /** The interceptor that changes nothing. */
  DataInterceptor NONE = new DataInterceptor() {};

  /** {@return bytes that are sent instead of the file or listing; empty to send that} */
  default Optional<byte[]> content() {
    return Optional.empty();
  }

  /**
   * Called before bytes are read from the data connection or written to it.
   *
   * @param moved the bytes moved so far, 0 or more
   * @param wanted the bytes that could move next, 1 or more
   * @param open whether the data connection is still open; a call that blocks returns soon after it
   *     is not
   * @return the bytes that may move next, from 1 to {@code wanted}
   * @throws DataCutException to end the data connection; the transfer fails with 426
   */
  default int admit(long moved, int wanted, BooleanSupplier open) throws DataCutException {
    return wanted;
  }

  /**
   * {@return the channel that a download reads}
   *
   * @param file the file; what its replacement throws is treated as a failure of the storage
   */
  default ReadableByteChannel reading(ReadableByteChannel file) {
    return file;
  }

  /**
   * {@return the channel that an upload writes}
   *
   * @param file the file; what its replacement throws is treated as a failure of the storage
   */
  default WritableByteChannel storing(WritableByteChannel file) {
    return file;
  }

  /** {@return true if TLS ends with close_notify after the last byte} */
  default boolean sendsCloseNotify() {
    return true;
  }
}
