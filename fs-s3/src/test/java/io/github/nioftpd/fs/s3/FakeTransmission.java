package io.github.nioftpd.fs.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The sending of one answer, in its own time, and not always to its end. Used by one thread. */
final class FakeTransmission {

  private static final int BLOCK = 64 << 10;
  private static final int BLOCKS_PER_SECOND = 50;

  private final HttpExchange exchange;
  private final FakeRequest request;
  private final CountDownLatch closed;

  FakeTransmission(HttpExchange exchange, FakeRequest request, CountDownLatch closed) {
    this.exchange = exchange;
    this.request = request;
    this.closed = closed;
  }

  /**
   * Sends an answer.
   *
   * @param bandwidth bytes per second, or 0
   * @param cut how many bytes of the body go out before the connection is closed
   * @param stalls whether it stays open then
   */
  void send(FakeAnswer answer, long bandwidth, long cut, boolean stalls) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("x-amz-request-id", "0123456789ABCDEF");
    long size = answer.body().size();
    boolean head = request.method().equals("HEAD");
    if (head || size == 0) {
      if (head && answer.status() == 200) {
        exchange.getResponseHeaders().set("Content-Length", Long.toString(size));
      }
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), size);
    body(answer.body(), bandwidth, Math.min(cut, size));
    if (cut < size) {
      if (stalls) {
        await(Long.MAX_VALUE);
      }
      throw new IOException("cut by a fault of " + request.operation());
    }
  }

  private void body(FakeContent content, long bandwidth, long end) throws IOException {
    OutputStream out = exchange.getResponseBody();
    long start = System.nanoTime();
    long block = bandwidth == 0 ? BLOCK : Math.clamp(bandwidth / BLOCKS_PER_SECOND, 1, BLOCK);
    for (long at = 0; at < end; ) {
      long count = Math.min(block, end - at);
      content.writeTo(out, at, count);
      at += count;
      request.sent().set(at);
      if (bandwidth > 0) {
        out.flush();
        await(start + at * TimeUnit.SECONDS.toNanos(1) / bandwidth);
      }
    }
    out.flush();
  }

  private void await(long time) throws IOException {
    try {
      if (closed.await(time - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new IOException("the store is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
