package io.github.nioftpd.fs;

import java.io.IOException;
import java.nio.channels.Channel;

/**
 * A channel whose content can be given up: {@code close()} publishes the written bytes, {@link
 * #abort()} does not.
 *
 * <p>{@code close()} of a channel does not distinguish a complete upload from an interrupted one. A
 * file system whose channels implement this interface decides by its own policy what an abort
 * leaves behind: nothing at all, or a part that a later upload can continue.
 */
public interface Abortable {

  /**
   * Closes the channel without publishing the written bytes. Does nothing on a closed channel.
   *
   * @throws IOException when the written bytes could not be removed
   */
  void abort() throws IOException;

  /**
   * Closes the channel and removes all written bytes, whatever the policy of the file system is: a
   * file that stood there before is as it was, as far as the file system can tell, and one that did
   * not is not there. Called for what may not be stored at all. Does nothing on a closed channel.
   *
   * <p>A file system whose {@link #abort()} never leaves anything need not implement it.
   *
   * @throws IOException when the written bytes could not be removed
   */
  default void discard() throws IOException {
    abort();
  }

  /**
   * Whether what stood at the path stays there as it was until the channel is closed.
   *
   * @return false for a channel that writes in place
   */
  default boolean isAtomic() {
    return true;
  }

  /**
   * Closes any channel; publishes nothing if the channel is abortable.
   *
   * @param channel the channel
   * @throws IOException when it cannot be closed
   */
  static void abort(Channel channel) throws IOException {
    if (channel instanceof Abortable abortable) {
      abortable.abort();
    } else {
      channel.close();
    }
  }
}
