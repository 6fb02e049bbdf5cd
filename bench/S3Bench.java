import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Compares nioftpd before a bucket with the SDK called directly, in turns within one run. See bench/s3.
 */
public final class S3Bench {

  private static final int PART = 8 << 20;
  private static final long LARGE = Long.getLong("large", 1L << 30);
  private static final int SMALL = Integer.getInteger("small", 10_000);
  private static final int KEYS = Integer.getInteger("keys", 100_000);
  private static final int CLIENTS = 8;

  private final S3Client s3;
  private final String bucket;
  private final int port;

  private S3Bench(S3Client s3, String bucket, int port) {
    this.s3 = s3;
    this.bucket = bucket;
    this.port = port;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> environment = System.getenv();
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(URI.create(environment.get("S3_ENDPOINT")))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        environment.get("S3_ACCESS_KEY"), environment.get("S3_SECRET_KEY"))))
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(64))
            .putAuthScheme(unsigned())
            .build()) {
      new S3Bench(s3, arguments[0], Integer.parseInt(arguments[1])).run(arguments[2]);
    }
  }

  /** As nioftpd does on loopback: its own class, which is not public. */
  private static software.amazon.awssdk.http.auth.spi.scheme.AuthScheme<?> unsigned()
      throws ReflectiveOperationException {
    var constructor =
        Class.forName("io.github.nioftpd.fs.s3.UnsignedPayload").getDeclaredConstructor();
    constructor.setAccessible(true);
    return (software.amazon.awssdk.http.auth.spi.scheme.AuthScheme<?>) constructor.newInstance();
  }

  private void run(String modes) throws Exception {
    for (String mode : modes.split(",")) {
      switch (mode) {
        case "put" -> compare("put " + mib(LARGE), this::sdkPut, this::ftpPut, LARGE / 1048576.0, "MiB/s");
        case "get" -> compare("get " + mib(LARGE), this::sdkGet, this::ftpGet, LARGE / 1048576.0, "MiB/s");
        case "small-put" -> compare("small put", this::sdkSmallPut, this::ftpSmallPut, SMALL, "files/s");
        case "small-get" -> compare("small get", this::sdkSmallGet, this::ftpSmallGet, SMALL, "files/s");
        case "fill" -> fill();
        case "list" -> compare("list " + KEYS, this::sdkList, this::ftpList, KEYS, "keys/s");
        default -> throw new IllegalArgumentException(mode);
      }
    }
  }

  private static String mib(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  interface Task {
    void run() throws Exception;
  }

  private static void compare(String name, Task sdk, Task ftp, double amount, String unit)
      throws Exception {
    int rounds = Integer.getInteger("rounds", 3);
    List<Double> ratios = new ArrayList<>();
    double bestSdk = 0;
    double bestFtp = 0;
    for (int i = 0; i < rounds; i++) {
      double a = amount / seconds(sdk);
      double b = amount / seconds(ftp);
      bestSdk = Math.max(a, bestSdk);
      bestFtp = Math.max(b, bestFtp);
      ratios.add(b / a);
      System.out.printf(Locale.ROOT, "%-16s sdk %9.1f  ftp %9.1f %s  ratio %.2f%n", name, a, b, unit, b / a);
    }
    ratios.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-16s sdk %9.1f  ftp %9.1f %s  ratio of best %.2f, median of ratios %.2f%n",
        name + " BEST", bestSdk, bestFtp, unit, bestFtp / bestSdk, ratios.get(ratios.size() / 2));
  }

  private static double seconds(Task task) throws Exception {
    long began = System.nanoTime();
    task.run();
    return (System.nanoTime() - began) / 1e9;
  }

  // ---- the SDK

  private void sdkPut() throws Exception {
    String key = "large-sdk";
    String id = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
    byte[] part = new byte[PART];
    List<Future<CompletedPart>> parts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4, Thread.ofVirtual().factory())) {
      for (int i = 1; i <= LARGE / PART; i++) {
        int number = i;
        parts.add(
            threads.submit(
                () ->
                    CompletedPart.builder()
                        .partNumber(number)
                        .eTag(
                            s3.uploadPart(
                                    r -> r.bucket(bucket).key(key).uploadId(id).partNumber(number),
                                    RequestBody.fromContentProvider(() -> new java.io.ByteArrayInputStream(part), part.length, "application/octet-stream"))
                                .eTag())
                        .build()));
      }
    }
    List<CompletedPart> done = new ArrayList<>();
    for (Future<CompletedPart> part1 : parts) {
      done.add(part1.get());
    }
    s3.completeMultipartUpload(
        r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(done)));
  }

  private void sdkGet() throws IOException {
    byte[] buffer = new byte[1 << 18];
    long size = 0;
    try (ResponseInputStream<GetObjectResponse> in =
        s3.getObject(r -> r.bucket(bucket).key("large-sdk"))) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
      }
    }
    check(size == LARGE);
  }

  private void sdkSmallPut() throws Exception {
    byte[] content = new byte[1024];
    eight(
        client -> {
          for (int i = client; i < SMALL; i += CLIENTS) {
            int n = i;
            s3.putObject(
                r -> r.bucket(bucket).key("small-sdk/" + n), RequestBody.fromBytes(content));
          }
        });
  }

  private void sdkSmallGet() throws Exception {
    eight(
        client -> {
          for (int i = client; i < SMALL; i += CLIENTS) {
            int n = i;
            check(
                s3.getObjectAsBytes(r -> r.bucket(bucket).key("small-sdk/" + n)).asByteArray().length
                    == 1024);
          }
        });
  }

  private void fill() throws Exception {
    eight(
        client -> {
          for (int i = client; i < KEYS; i += CLIENTS) {
            int n = i;
            s3.putObject(r -> r.bucket(bucket).key("keys/" + n), RequestBody.empty());
          }
        });
  }

  private void sdkList() {
    long count = 0;
    for (S3Object object :
        s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix("keys/").delimiter("/")).contents()) {
      count += object.key().isEmpty() ? 0 : 1;
    }
    check(count == KEYS);
  }

  // ---- FTP

  private void ftpPut() throws Exception {
    try (Ftp ftp = new Ftp(port)) {
      byte[] buffer = new byte[1 << 18];
      try (Socket data = ftp.begin("STOR large-ftp")) {
        OutputStream out = data.getOutputStream();
        for (long left = LARGE; left > 0; left -= buffer.length) {
          out.write(buffer);
        }
      }
      ftp.expect("226");
    }
  }

  private void ftpGet() throws Exception {
    try (Ftp ftp = new Ftp(port)) {
      try (Socket data = ftp.begin("RETR large-ftp")) {
        check(drain(data.getInputStream()) == LARGE);
      }
      ftp.expect("226");
    }
  }

  private void ftpSmallPut() throws Exception {
    byte[] content = new byte[1024];
    try (Ftp ftp = new Ftp(port)) {
      ftp.command("MKD small-ftp");
    }
    eight(
        client -> {
          try (Ftp ftp = new Ftp(port)) {
            ftp.command("CWD small-ftp");
            for (int i = client; i < SMALL; i += CLIENTS) {
              try (Socket data = ftp.begin("STOR " + i)) {
                data.getOutputStream().write(content);
              }
              ftp.expect("226");
            }
          }
        });
  }

  private void ftpSmallGet() throws Exception {
    eight(
        client -> {
          try (Ftp ftp = new Ftp(port)) {
            ftp.command("CWD small-ftp");
            for (int i = client; i < SMALL; i += CLIENTS) {
              try (Socket data = ftp.begin("RETR " + i)) {
                check(drain(data.getInputStream()) == 1024);
              }
              ftp.expect("226");
            }
          }
        });
  }

  private void ftpList() throws Exception {
    try (Ftp ftp = new Ftp(port)) {
      try (Socket data = ftp.begin("MLSD keys")) {
        InputStream in = data.getInputStream();
        byte[] buffer = new byte[1 << 18];
        long lines = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          for (int i = 0; i < n; i++) {
            lines += buffer[i] == '\n' ? 1 : 0;
          }
        }
        check(lines == KEYS);
      }
      ftp.expect("226");
    }
  }

  private static long drain(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 18];
    long size = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      size += n;
    }
    return size;
  }

  interface Client {
    void run(int number) throws Exception;
  }

  private static void eight(Client client) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        all.add(
            threads.submit(
                () -> {
                  client.run(number);
                  return null;
                }));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("not all of it came");
    }
  }

  /** A client of few words. */
  private static final class Ftp implements AutoCloseable {
    private final Socket control;
    private final BufferedReader replies;

    Ftp(int port) throws IOException {
      control = new Socket("127.0.0.1", port);
      control.setTcpNoDelay(true);
      replies =
          new BufferedReader(
              new InputStreamReader(control.getInputStream(), StandardCharsets.UTF_8));
      expect("220");
      command("USER anonymous");
      command("PASS x");
      command("TYPE I");
    }

    String command(String line) throws IOException {
      control.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      return reply();
    }

    private String reply() throws IOException {
      String line = replies.readLine();
      while (line != null && line.length() > 3 && line.charAt(3) == '-') {
        line = replies.readLine();
      }
      return String.valueOf(line);
    }

    void expect(String code) throws IOException {
      String reply = reply();
      if (!reply.startsWith(code)) {
        throw new IOException(reply);
      }
    }

    Socket begin(String line) throws IOException {
      String reply = command("EPSV");
      int data = Integer.parseInt(reply.replaceAll(".*\\|\\|\\|([0-9]+)\\|.*", "$1"));
      Socket socket = new Socket("127.0.0.1", data);
      socket.setTcpNoDelay(true);
      String answer = command(line);
      if (!answer.startsWith("150")) {
        throw new IOException(answer);
      }
      return socket;
    }

    @Override
    public void close() throws IOException {
      control.close();
    }
  }
}
