package io.github.nioftpd.fs.s3;

import java.io.InterruptedIOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Retries requests with exponential backoff and jitter until a time limit, counted from the first
 * failure. A request that timed out is not retried, since it would take as long again. Safe for use
 * by several threads.
 */
final class Retries implements RetryStrategy {

  /** Limit while a bucket is opened, since the address may be wrong. */
  private static final Duration AT_START = Duration.ofSeconds(5);

  private static final Duration LEAST_PAUSE = Duration.ofMillis(100);
  private static final Duration MOST_PAUSE = Duration.ofSeconds(2);
  private static final Duration BUSY_PAUSE = Duration.ofMillis(500);
  private static final Duration MOST_BUSY_PAUSE = Duration.ofSeconds(5);

  private static final int MOST = 10_000;

  private final Duration limit;

  /** Decides what to retry, and the pauses; without the token bucket, which one outage empties. */
  private final RetryStrategy pauses =
      AwsRetryStrategy.standardRetryStrategy().toBuilder()
          .maxAttempts(MOST)
          .backoffStrategy(BackoffStrategy.exponentialDelay(LEAST_PAUSE, MOST_PAUSE))
          .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(BUSY_PAUSE, MOST_BUSY_PAUSE))
          .circuitBreakerEnabled(false)
          .build();

  private volatile boolean started;

  Retries(Duration limit) {
    this.limit = limit;
  }

  /** Ends the shorter limit. */
  void started() {
    started = true;
  }

  /** One request, with the time of its first failure, or 0. */
  private record Token(RetryToken inner, long began) implements RetryToken {}

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    AcquireInitialTokenResponse response = pauses.acquireInitialToken(request);
    return AcquireInitialTokenResponse.create(new Token(response.token(), 0), response.delay());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    Token token = (Token) request.token();
    long now = System.nanoTime();
    long began = token.began() == 0 ? now : token.began();
    RefreshRetryTokenResponse next =
        pauses.refreshRetryToken(request.toBuilder().token(token.inner()).build());
    Duration most = started || limit.compareTo(AT_START) < 0 ? limit : AT_START;
    boolean over = now - began + next.delay().toNanos() > most.toNanos();
    if (over || isFinal(request.failure())) {
      throw new TokenAcquisitionFailedException("no further attempt", token, request.failure());
    }
    return RefreshRetryTokenResponse.create(new Token(next.token(), began), next.delay());
  }

  /** Whether a retry would fail again, or take as long again. */
  private static boolean isFinal(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof InterruptedIOException) {
        return !(e instanceof ConnectTimeoutException);
      }
      if (e instanceof CertificateException
          || e instanceof SSLPeerUnverifiedException
          || e instanceof FoundCredentials.Missing) {
        return true;
      }
    }
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    Token token = (Token) request.token();
    RecordSuccessResponse response =
        pauses.recordSuccess(RecordSuccessRequest.create(token.inner()));
    return RecordSuccessResponse.create(new Token(response.token(), token.began()));
  }

  @Override
  public int maxAttempts() {
    return MOST;
  }

  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public Builder<?, ?> toBuilder() {
    throw new UnsupportedOperationException();
  }
}
