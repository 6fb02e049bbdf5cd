package io.github.nioftpd.fs.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client whose requests can be cancelled, and time out when the store stops accepting their
 * content, since a write to a socket has no timeout. Safe for use by several threads.
 */
final class TimedClient implements SdkHttpClient {

  private static final ScheduledThreadPoolExecutor WATCH = watch();

  private final SdkHttpClient inner;
  private final Duration timeout;

  private TimedClient(SdkHttpClient inner, Duration timeout) {
    this.inner = inner;
    this.timeout = timeout;
  }

  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("nioftpd-s3-watch").factory());
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  /** Wraps the clients of another builder. */
  static SdkHttpClient.Builder<?> builder(SdkHttpClient.Builder<?> inner, Duration timeout) {
    return new Builder(inner, timeout);
  }

  private record Builder(SdkHttpClient.Builder<?> inner, Duration timeout)
      implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new TimedClient(inner.buildWithDefaults(defaults), timeout);
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest description) {
    ExecutableHttpRequest request =
        description
            .contentStreamProvider()
            .filter(content -> timeout.isPositive())
            .<ExecutableHttpRequest>map(content -> sending(description, content))
            .orElseGet(() -> inner.prepareRequest(description));
    Cancellation.begin(request);
    return request;
  }

  private ExecutableHttpRequest sending(
      HttpExecuteRequest description, ContentStreamProvider content) {
    Progress progress = new Progress(content);
    HttpExecuteRequest.Builder watched =
        HttpExecuteRequest.builder()
            .request(description.httpRequest())
            .contentStreamProvider(progress);
    description.metricCollector().ifPresent(watched::metricCollector);
    return new Sending(inner.prepareRequest(watched.build()), progress, timeout);
  }

  @Override
  public String clientName() {
    return inner.clientName();
  }

  @Override
  public void close() {
    inner.close();
  }

  /** The time at which the client last read content to send. */
  private static final class Progress implements ContentStreamProvider {

    private final ContentStreamProvider content;
    private volatile long last = System.nanoTime();
    private volatile boolean ended;

    Progress(ContentStreamProvider content) {
      this.content = content;
    }

    @Override
    public InputStream newStream() {
      return new FilterInputStream(content.newStream()) {
        @Override
        public int read() throws IOException {
          return moved(super.read());
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          return moved(super.read(target, offset, length));
        }

        private int moved(int result) {
          last = System.nanoTime();
          ended = result < 0;
          return result;
        }
      };
    }

    /**
     * Twice the timeout at the end of the content, when the socket itself waits for the response.
     */
    boolean isStalled(Duration timeout) {
      return System.nanoTime() - last > timeout.toNanos() * (ended ? 2 : 1);
    }
  }

  private static final class Sending implements ExecutableHttpRequest {

    private final ExecutableHttpRequest inner;
    private final Progress progress;
    private final Duration timeout;
    private volatile boolean stalled;

    Sending(ExecutableHttpRequest inner, Progress progress, Duration timeout) {
      this.inner = inner;
      this.progress = progress;
      this.timeout = timeout;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      long interval = Math.max(1, timeout.toMillis() / 4);
      ScheduledFuture<?> watch =
          WATCH.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
      try {
        return inner.call();
      } catch (IOException e) {
        if (stalled) {
          SocketTimeoutException late =
              new SocketTimeoutException("the store stopped accepting data");
          late.initCause(e);
          throw late;
        }
        throw e;
      } finally {
        boolean unused = watch.cancel(false);
      }
    }

    private void look() {
      if (progress.isStalled(timeout)) {
        stalled = true;
        inner.abort();
      }
    }

    @Override
    public void abort() {
      inner.abort();
    }
  }
}
