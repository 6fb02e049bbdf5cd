package io.github.nioftpd.fs.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client whose requests can be cancelled, and time out when the store stops accepting their
 * content, since a write to a socket has no timeout. Copies have a longer timeout, since most
 * stores respond only when all bytes are copied, which may take minutes. Safe for use by several
 * threads.
 */
final class TimedClient implements SdkHttpClient {

  private static final ScheduledThreadPoolExecutor WATCH = watch();
  private static final String COPY = "x-amz-copy-source";

  private final Function<Duration, SdkHttpClient> clients;
  private final Duration timeout;
  private final Duration copyTimeout;
  private final SdkHttpClient usual;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable SdkHttpClient forCopies; // created with the first copy

  private TimedClient(
      Function<Duration, SdkHttpClient> clients, Duration timeout, Duration copyTimeout) {
    this.clients = clients;
    this.timeout = timeout;
    this.copyTimeout = copyTimeout;
    this.usual = clients.apply(timeout);
  }

  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("nioftpd-s3-watch").factory());
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  /** Wraps the clients of builders with a timeout for the next byte. */
  record Builder(
      Function<Duration, SdkHttpClient.Builder<?>> clients, Duration timeout, Duration copyTimeout)
      implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new TimedClient(
          time -> clients.apply(time).buildWithDefaults(defaults), timeout, copyTimeout);
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest description) {
    boolean copies = description.httpRequest().firstMatchingHeader(COPY).isPresent();
    SdkHttpClient client = copies ? forCopies() : usual;
    Duration limit = copies ? copyTimeout : timeout;
    ExecutableHttpRequest request =
        description
            .contentStreamProvider()
            .filter(content -> limit.isPositive())
            .<ExecutableHttpRequest>map(content -> sending(client, limit, description, content))
            .orElseGet(() -> client.prepareRequest(description));
    Cancellation.begin(request);
    return request;
  }

  private SdkHttpClient forCopies() {
    SdkHttpClient known = forCopies;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      known = forCopies;
      if (known == null) {
        known = clients.apply(copyTimeout);
        forCopies = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private static ExecutableHttpRequest sending(
      SdkHttpClient client,
      Duration limit,
      HttpExecuteRequest description,
      ContentStreamProvider content) {
    Progress progress = new Progress(content);
    HttpExecuteRequest.Builder watched =
        HttpExecuteRequest.builder()
            .request(description.httpRequest())
            .contentStreamProvider(progress);
    description.metricCollector().ifPresent(watched::metricCollector);
    return new Sending(client.prepareRequest(watched.build()), progress, limit);
  }

  @Override
  public String clientName() {
    return usual.clientName();
  }

  @Override
  public void close() {
    usual.close();
    SdkHttpClient known = forCopies;
    if (known != null) {
      known.close();
    }
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
