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
 * An HTTP client with more patience for copies: most stores answer only when all bytes are copied,
 * which may take minutes. The client for copies is made when the first one is sent. Safe for use by
 * several threads.
 */
final class PatientHttp implements SdkHttpClient {

  private static final String COPY = "x-amz-copy-source";

  private final SdkHttpClient usual;
  private final Function<Duration, SdkHttpClient> clients;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable SdkHttpClient patient;

  private PatientHttp(
      Function<Duration, SdkHttpClient> clients, Duration usual, Duration patience) {
    this.clients = clients;
    this.usual = clients.apply(usual);
    this.patience = patience;
  }

  /**
   * Makes such clients.
   *
   * @param clients makes one that waits so long for the next byte
   * @param usual how long most requests wait
   * @param patience how long copies wait
   */
  record Builder(
      Function<Duration, SdkHttpClient.Builder<?>> clients, Duration usual, Duration patience)
      implements SdkHttpClient.Builder<Builder> {

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new PatientHttp(
          time -> clients.apply(time).buildWithDefaults(defaults), usual, patience);
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    boolean copies = request.httpRequest().firstMatchingHeader(COPY).isPresent();
    return (copies ? patient() : usual).prepareRequest(request);
  }

  private SdkHttpClient patient() {
    SdkHttpClient known = patient;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      known = patient;
      if (known == null) {
        known = clients.apply(patience);
        patient = known;
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
    SdkHttpClient known = patient;
    if (known != null) {
      known.close();
    }
  }
}
