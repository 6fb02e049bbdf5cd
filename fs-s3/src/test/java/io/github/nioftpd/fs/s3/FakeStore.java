package io.github.nioftpd.fs.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A store that speaks so much of S3's protocol as the backend uses, keeps everything in memory,
 * counts the requests and makes faults on demand. Signatures are not verified, and STS's AssumeRole
 * is answered as well. Safe for use by several threads.
 *
 * <p>What it answers follows S3's reference, and where stores differ the harder case: a second
 * CompleteMultipartUpload finds no upload.
 */
public final class FakeStore implements AutoCloseable {

  static {
    // Responses are small and must not wait for the acknowledgement of earlier data.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final FakeBuckets buckets = new FakeBuckets();
  private final FakeOperations operations = new FakeOperations(buckets);
  private final FakeLog log = new FakeLog();
  private final List<FakeFault> faults = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final @Nullable SSLContext tls;
  private final InetSocketAddress address;
  private volatile HttpServer server;
  private volatile long bandwidth;

  private FakeStore(@Nullable SSLContext tls) throws IOException {
    this.tls = tls;
    server = listening(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = server.getAddress();
  }

  private HttpServer listening(InetSocketAddress where) throws IOException {
    HttpServer listening = tls == null ? HttpServer.create(where, 1024) : secure(where);
    listening.setExecutor(threads);
    listening.createContext("/", this::handle);
    listening.start();
    return listening;
  }

  private HttpServer secure(InetSocketAddress where) throws IOException {
    HttpsServer secure = HttpsServer.create(where, 1024);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls));
    return secure;
  }

  /** Closes all connections and refuses new ones for some time. */
  public FakeStore away(Duration time) {
    server.stop(0);
    Thread unused =
        Thread.startVirtualThread(
            () -> {
              try {
                if (!closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                  server = listening(address);
                }
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the store does not come back", e);
              }
            });
    return this;
  }

  /** Starts a store without buckets on a free port of the loopback interface. */
  public static FakeStore start() throws IOException {
    return new FakeStore(null);
  }

  /** Starts one that speaks TLS, for the name {@code localhost}. */
  static FakeStore start(SSLContext tls) throws IOException {
    return new FakeStore(tls);
  }

  /** Where it is. */
  public URI endpoint() {
    String begin = tls == null ? "http://127.0.0.1:" : "https://localhost:";
    return URI.create(begin + address.getPort());
  }

  /** Makes a bucket if there is none of that name. */
  public FakeStore bucket(String name) {
    buckets.create(name);
    return this;
  }

  /** Puts an object behind the client's back, and makes its bucket if there is none. */
  public FakeStore put(String bucket, String key, byte[] content) {
    return put(bucket, key, content, Map.of());
  }

  /** Puts an object with headers, as {@link FakeObject#headers} has them. */
  public FakeStore put(String bucket, String key, byte[] content, Map<String, String> headers) {
    return put(bucket, key, FakeContent.of(content), headers);
  }

  /** Puts an object of zeros, which takes no memory. */
  public FakeStore putZeros(String bucket, String key, long size) {
    return put(bucket, key, new FakeContent.Zeros(size), Map.of());
  }

  private FakeStore put(
      String bucket, String key, FakeContent content, Map<String, String> headers) {
    buckets.create(bucket);
    String etag = FakeObject.quoted(content.md5());
    buckets.in(bucket).put(key, new FakeObject(content, etag, buckets.now(), headers));
    return this;
  }

  /** Removes an object behind the client's back. */
  public FakeStore remove(String bucket, String key) {
    buckets.in(bucket).remove(key);
    return this;
  }

  /** Creates an abandoned multipart upload, and returns its id. */
  public String leaveUpload(String bucket, String key, Instant initiated) {
    buckets.create(bucket);
    return buckets.begin(bucket, key, initiated, Map.of()).id();
  }

  /** Ends all uploads behind the client's back. */
  public FakeStore forgetUploads() {
    buckets.uploads().forEach(buckets::end);
    return this;
  }

  /** The objects that a bucket shows now, by key. */
  public NavigableMap<String, FakeObject> objects(String bucket) {
    return buckets.copyOf(bucket);
  }

  /** An object, which must be there. */
  public FakeObject object(String bucket, String key) {
    return buckets.object(bucket, key);
  }

  /** The uploads that are neither completed nor aborted. */
  public List<FakeUpload> uploads() {
    return buckets.uploads();
  }

  /** The requests since the start or since {@link #forget}, in the order of their coming. */
  public List<FakeRequest> requests() {
    return log.requests();
  }

  /** The requests of one operation. */
  public List<FakeRequest> requests(String operation) {
    return log.requests().stream().filter(r -> r.operation().equals(operation)).toList();
  }

  /** The number of requests of one operation. */
  public int count(String operation) {
    return requests(operation).size();
  }

  /** The maximum of concurrent requests of one operation. */
  public int mostAtOnce(String operation) {
    return log.mostAtOnce(operation);
  }

  /** The number of running requests of one operation. */
  public int inWork(String operation) {
    return log.inWork(operation);
  }

  /** Waits until so many requests of one operation have come, a minute at most. */
  public void awaitCount(String operation, int count) throws InterruptedException {
    log.await(() -> count(operation) >= count, count + " of " + operation);
  }

  /** Waits until so many requests of one operation are in work, a minute at most. */
  public void awaitInWork(String operation, int count) throws InterruptedException {
    log.await(() -> inWork(operation) == count, count + " at once of " + operation);
  }

  /** Forgets the requests so far. */
  public void forget() {
    log.forget();
  }

  /** Adds a fault of an operation; without more it does nothing. */
  public FakeFault on(String operation) {
    FakeFault fault = new FakeFault(operation);
    faults.add(fault);
    return fault;
  }

  /** Takes all faults back. */
  public void heal() {
    faults.clear();
    buckets.refusedDeletions.clear();
  }

  /** Makes the store answer otherwise than S3 does, until the end. */
  public FakeStore quirk(FakeQuirk quirk) {
    buckets.quirks.add(quirk);
    return this;
  }

  /** Lets the deletion of a key fail with a code, alone or among others. */
  public FakeStore refuseDeletion(String key, String code) {
    buckets.refusedDeletions.put(key, code);
    return this;
  }

  /** Sends no more than so many bytes per second in each answer to GetObject; 0 is no limit. */
  public FakeStore bandwidthPerConnection(long bytesPerSecond) {
    bandwidth = bytesPerSecond;
    return this;
  }

  /** Keeps only sizes and digests of further uploads, which are read as zeros. */
  public FakeStore discardContent(boolean discard) {
    buckets.discard = discard;
    return this;
  }

  /** Lists no more than so many entries at a time; 1000 at first. */
  public FakeStore pageSize(int entries) {
    buckets.pageSize = entries;
    return this;
  }

  /** Sets how small any part but the last may be; 5 MiB at first. */
  public FakeStore smallestPart(long bytes) {
    buckets.smallestPart = bytes;
    return this;
  }

  /** Sets how much one request may copy; 5 GiB at first. */
  public FakeStore copyLimit(long bytes) {
    buckets.copyLimit = bytes;
    return this;
  }

  /** Sets the clock that objects and uploads are dated by. */
  public FakeStore clock(InstantSource clock) {
    buckets.clock = clock;
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      FakeCall call = FakeCall.of(exchange);
      FakeRequest request = call.request();
      List<FakeFault> struck = log.came(request, faults);
      try {
        FakeAnswer answer = answer(call, struck);
        if (!request.operation().equals("GetObject")) {
          log.done(request); // before the client can know, and send the next
        }
        long cut = struck.stream().mapToLong(FakeFault::cut).min().orElse(Long.MAX_VALUE);
        long limit = request.operation().equals("GetObject") ? bandwidth : 0;
        boolean stalls = struck.stream().anyMatch(FakeFault::stalls);
        new FakeTransmission(exchange, request, closed).send(answer, limit, cut, stalls);
      } finally {
        log.done(request);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      e.printStackTrace();
      throw e;
    }
  }

  private FakeAnswer answer(FakeCall call, List<FakeFault> struck)
      throws IOException, InterruptedException {
    for (FakeFault fault : struck) {
      fault.before(closed);
    }
    FakeAnswer answer;
    try {
      struck.forEach(FakeFault::instead);
      answer = operations.run(call);
    } catch (FakeError e) {
      call.body().transferTo(OutputStream.nullOutputStream());
      answer = e.answer(call.request());
    }
    for (FakeFault fault : struck) {
      fault.after();
    }
    return answer;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
