package io.github.nioftpd.tls;

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A time limit for what a thread does with a channel: the channel is closed when it is over. A
 * limit for each read would not do, since a client may send a byte now and then.
 */
final class Deadline implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean over;

  Deadline(Channel channel, Duration limit) {
    Thread.ofVirtual().name("nioftpd-deadline").start(() -> watch(channel, limit));
  }

  private void watch(Channel channel, Duration limit) {
    try {
      if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        over = true;
        channel.close();
      }
    } catch (IOException e) {
      LOG.debug("a connection could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the time was over before it was done. */
  boolean isOver() {
    return over;
  }

  /** Says that it is done. */
  @Override
  public void close() {
    done.countDown();
  }
}
