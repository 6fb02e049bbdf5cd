package io.github.nioftpd.fs.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A fault of some requests. Of one kind of operation it affects every request, unless it is told
 * which; several faults may strike one request. To be set up before the requests come.
 */
public final class FakeFault {

  private static final long PATIENCE_SECONDS = 60;

  private final String operation;
  private final AtomicInteger seen = new AtomicInteger();
  private volatile Predicate<FakeRequest> wanted = request -> true;
  private volatile int first = 1;
  private volatile int count = Integer.MAX_VALUE;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean reset;
  private volatile int status;
  private volatile String code = "";
  private volatile String errorInside = "";
  private volatile boolean answerDropped;
  private volatile long cut = Long.MAX_VALUE;
  private volatile boolean stalls;

  FakeFault(String operation) {
    this.operation = operation;
  }

  /** Strikes requests that fulfil this, and counts no others. */
  public FakeFault where(Predicate<FakeRequest> condition) {
    wanted = condition;
    return this;
  }

  /** Strikes requests for this key, and counts no others. */
  public FakeFault key(String key) {
    return where(request -> request.key().equals(key));
  }

  /** Strikes the n-th request alone, counted from 1; {@link #times} behind it makes it more. */
  public FakeFault nth(int n) {
    first = n;
    count = 1;
    return this;
  }

  /** Strikes so many requests in a row. */
  public FakeFault times(int n) {
    count = n;
    return this;
  }

  /** Refuses the request with a status and a code of S3, after its body has been read. */
  public FakeFault fail(int newStatus, String newCode) {
    code = newCode;
    status = newStatus;
    return this;
  }

  /** Waits before anything is done; before an answer with a fault as well. */
  public FakeFault delay(Duration duration) {
    delay = duration;
    return this;
  }

  /** Waits for the latch before anything is done, a minute at most. */
  public FakeFault until(CountDownLatch latch) {
    gate = latch;
    return this;
  }

  /** Closes the connection before the body is read; nothing is done. */
  public FakeFault reset() {
    reset = true;
    return this;
  }

  /** Closes the connection when so many bytes of the answer's body have been sent. */
  public FakeFault cutAfter(long bytes) {
    cut = bytes;
    return this;
  }

  /** Sends so many bytes of the answer's body, and then nothing more. */
  public FakeFault stallAfter(long bytes) {
    stalls = true;
    return cutAfter(bytes);
  }

  /** Answers 200 and, in the body, an error; nothing is done. */
  public FakeFault okWithError(String newCode) {
    errorInside = newCode;
    return this;
  }

  /** Performs the operation and closes the connection without an answer. */
  public FakeFault dropAnswer() {
    answerDropped = true;
    return this;
  }

  /** The number of affected requests. */
  public int struck() {
    return Math.clamp(seen.get() - first + 1L, 0, count);
  }

  /** Whether this request is one of those; it counts. */
  boolean strikes(FakeRequest request) {
    if (!request.operation().equals(operation) || !wanted.test(request)) {
      return false;
    }
    int index = seen.incrementAndGet() - first;
    return index >= 0 && index < count;
  }

  /** Runs before the operation. */
  void before(CountDownLatch closed) throws IOException, InterruptedException {
    if (delay.isPositive() && closed.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("the store is closed");
    }
    if (!gate.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("the gate was not opened for " + operation);
    }
    if (reset) {
      throw new IOException("reset by a fault of " + operation);
    }
  }

  /** Does what takes the place of the operation. */
  void instead() {
    if (status != 0) {
      throw new FakeError(status, code);
    }
    if (!errorInside.isEmpty()) {
      throw new FakeError(200, errorInside);
    }
  }

  /** Runs between the operation and its response. */
  void after() throws IOException {
    if (answerDropped) {
      throw new IOException("answer dropped by a fault of " + operation);
    }
  }

  /** Whether the connection stays open after {@link #cut}. */
  boolean stalls() {
    return stalls;
  }

  /** The number of body bytes to send. */
  long cut() {
    return cut;
  }
}
