package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a location, see docs/backends.md. Immutable.
 *
 * @param prefix of all keys: empty, or with a trailing slash
 * @param options storage options of new objects
 */
record S3Settings(
    String bucket,
    String prefix,
    Endpoint store,
    Identity identity,
    ObjectOptions options,
    Transfers transfers,
    Policies policies) {

  static final String ROLE = "role-arn";

  static final String ROLE_SESSION = "role-session";

  /** Minimum size of a part, except the last one. */
  static final long LEAST_PART = 5L << 20;

  /** Maximum size of a part, and of a copy with one request. */
  static final long MOST_PART = 5L << 30;

  /**
   * The connection to a store.
   *
   * @param address empty for Amazon's endpoints
   * @param region empty for that of the environment
   * @param pathStyle whether the bucket is in the path, not in the host name
   * @param signedPayload whether the content of uploads is signed
   * @param checksum empty for that of the preset
   * @param ca PEM file with trusted certificates, or empty for the default ones
   * @param connections limit
   * @param timeout for the next byte
   * @param retry time limit for retries
   * @param copyTimeout for the response to a copy
   */
  record Endpoint(
      Preset preset,
      Optional<URI> address,
      Optional<String> region,
      boolean pathStyle,
      boolean signedPayload,
      Optional<Checksum> checksum,
      Optional<String> ca,
      int connections,
      Duration timeout,
      Duration retry,
      Duration copyTimeout) {}

  /**
   * Credentials.
   *
   * @param accessKey empty for the default credential chain
   * @param sessionToken of temporary keys
   * @param profile of the AWS CLI
   * @param anonymous whether requests are not signed
   * @param role to assume
   */
  record Identity(
      Optional<String> accessKey,
      Optional<String> secretKey,
      Optional<String> sessionToken,
      Optional<String> profile,
      boolean anonymous,
      Optional<Role> role) {

    /** Without secrets. */
    @Override
    public String toString() {
      return accessKey.map(key -> "access key " + key).orElse("default credentials");
    }
  }

  /** A role to assume; the address of the security token service is empty for Amazon's. */
  record Role(String arn, Optional<String> externalId, Optional<URI> address, String session) {

    /** Replaces characters that are not allowed in a session name. */
    private static String sessionOf(String name) {
      String safe = name.replaceAll("[^\\w+=,.@-]", "-");
      return safe.substring(0, Math.min(64, safe.length())) + (safe.length() < 2 ? "-" : "");
    }
  }

  /**
   * Sizes and concurrency of transfers.
   *
   * @param partSize of the first parts of an upload, in bytes; later ones are larger
   * @param concurrency of the parts of an upload
   * @param copies concurrency of copies when a directory is renamed
   * @param readAhead maximum of concurrent ranges of a download; 1 for none
   * @param memory limit for uploads and downloads of this file system, in bytes; 0 for that of the
   *     process
   */
  record Transfers(
      long partSize, int concurrency, int copies, CopyPart copyPart, int readAhead, long memory) {}

  /** Objects above the threshold are copied in parts of the size, both in bytes. */
  record CopyPart(long threshold, long size) {}

  /**
   * Retention and limits.
   *
   * @param keepPartial whether partial uploads are kept, so that they can be resumed
   * @param keepParents whether a directory stays when its last file is deleted
   * @param renameLimit maximum number of objects in a directory that is renamed
   * @param cache expiry of attributes
   * @param staleUploads age at which an unfinished upload is aborted at the start; 0 for never
   * @param readsTimes whether a listing shows the times in the metadata
   * @param state directory of the state file, if any
   */
  record Policies(
      boolean keepPartial,
      boolean keepParents,
      int renameLimit,
      Duration cache,
      Duration staleUploads,
      boolean readsTimes,
      Optional<Path> state) {}

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException when a setting is unknown or invalid
   */
  static S3Settings of(String bucket, String prefix, Map<String, String> values) {
    if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}")) {
      throw new IllegalArgumentException("\"" + bucket + "\" is not a valid bucket name");
    }
    Settings settings = new Settings("s3", values);
    S3Settings all =
        new S3Settings(
            bucket,
            prefix(prefix),
            endpoint(settings),
            identity(settings),
            ObjectOptions.of(settings),
            transfers(settings),
            policies(settings));
    settings.refuseOthers();
    return all;
  }

  private static String prefix(String text) {
    String inner = text.replaceAll("^/+|/+$", "");
    return inner.isEmpty() ? "" : inner + "/";
  }

  private static Endpoint endpoint(Settings settings) {
    Optional<URI> address = settings.address("endpoint");
    Preset preset =
        settings.choice("preset", address.isEmpty() ? Preset.AWS : Preset.GENERIC, Preset::of);
    if (address.isEmpty() && preset != Preset.AWS) {
      throw new IllegalArgumentException(
          "the preset "
              + preset.name().toLowerCase(java.util.Locale.ROOT)
              + " of s3 requires the setting endpoint, such as endpoint=https://host:port");
    }
    Optional<String> usual = Optional.of(preset.region).filter(region -> !region.isEmpty());
    boolean safe =
        address.isEmpty() || address.get().getScheme().equals("https") || isHere(address.get());
    return new Endpoint(
        preset,
        address,
        settings.word("region", "eu-central-1").or(() -> usual),
        settings.flag("path-style", preset.pathStyle),
        settings.flag("sign-payload", !safe),
        settings.text("checksum").filter(name -> !name.equals("auto")).map(Checksum::of),
        settings.text("ca"),
        settings.number("connections", 1, 10_000, 512),
        settings.time("timeout", Duration.ofSeconds(30)),
        settings.time("retry", Duration.ofSeconds(30)),
        settings.time("copy-timeout", Duration.ofMinutes(10)));
  }

  /** Whether the store is on this machine. */
  private static boolean isHere(URI address) {
    String host = String.valueOf(address.getHost());
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]+){3}");
  }

  private static Identity identity(Settings settings) {
    Optional<String> accessKey = settings.named("access-key");
    Optional<String> secretKey = settings.secret("secret-key");
    if (accessKey.isPresent() != secretKey.isPresent()) {
      throw new IllegalArgumentException(
          "access-key and secret-key of s3 require each other; set both or neither");
    }
    Optional<String> externalId = settings.text("external-id");
    Optional<URI> service = settings.address("sts-endpoint");
    String session = Role.sessionOf(settings.text(ROLE_SESSION).orElse("nioftpd"));
    return new Identity(
        accessKey,
        secretKey,
        settings.secret("session-token"),
        settings.text("profile"),
        settings.flag("anonymous", false),
        settings.text(ROLE).map(arn -> new Role(arn, externalId, service, session)));
  }

  private static Transfers transfers(Settings settings) {
    return new Transfers(
        settings.size("part-size", LEAST_PART, 256L << 20, 8L << 20),
        settings.number("concurrency", 1, 64, 4),
        settings.number("copies", 1, 256, 32),
        new CopyPart(
            settings.size("copy-threshold", LEAST_PART, MOST_PART, 4768L << 20),
            settings.size("copy-part-size", LEAST_PART, MOST_PART, 512L << 20)),
        settings.number("read-ahead", 1, 32, 4),
        settings.size("memory", 0, 1L << 40, 0));
  }

  private static boolean readsTimes(String text) {
    return switch (text) {
      case "metadata" -> true;
      case "stored" -> false;
      default ->
          throw new IllegalArgumentException(
              "the setting modify of s3: \"" + text + "\" is not metadata or stored");
    };
  }

  private static Policies policies(Settings settings) {
    boolean atomic = settings.flag("atomic-uploads", false);
    return new Policies(
        settings.flag("keep-partial", !atomic),
        settings.flag("keep-parents", false),
        settings.number("rename-limit", 0, 10_000_000, 10_000),
        settings.time("cache", Duration.ofSeconds(5)),
        settings.time("stale-uploads", Duration.ofHours(24)),
        settings.choice("modify", true, S3Settings::readsTimes),
        settings.text("state").filter(text -> !text.equals("off")).map(Path::of));
  }
}
