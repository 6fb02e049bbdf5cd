package io.github.nioftpd.fs.s3;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client with a longer timeout for copies, since most stores respond only when all bytes
 * are copied, which may take minutes. The client for copies is created with the first copy. Safe
 * for use by several threads.
 */
final class PatientHttp implements SdkHttpClient {

  private static final String COPY = "x-amz-copy-source";

  private final SdkHttpClient usual;
  private final Function<Duration, SdkHttpClient> clients;
  private final Duration copyTimeout;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable SdkHttpClient forCopies;

  private PatientHttp(
      Function<Duration, SdkHttpClient> clients, Duration usual, Duration copyTimeout) {
    this.clients = clients;
    this.usual = clients.apply(usual);
    this.copyTimeout = copyTimeout;
  }

  /** Creates clients with a timeout for copies, and one for all other requests. */
  record Builder(
      Function<Duration, SdkHttpClient.Builder<?>> clients, Duration usual, Duration copyTimeout)
      implements SdkHttpClient.Builder<Builder> {

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new PatientHttp(
          time -> clients.apply(time).buildWithDefaults(defaults), usual, copyTimeout);
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    boolean copies = request.httpRequest().firstMatchingHeader(COPY).isPresent();
    return (copies ? forCopies() : usual).prepareRequest(request);
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
}
