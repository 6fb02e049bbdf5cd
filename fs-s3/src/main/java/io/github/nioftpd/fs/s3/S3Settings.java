package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where a file system is and how it behaves, read from settings by name; docs/backends.md tells
 * them all. Immutable.
 *
 * @param bucket the bucket
 * @param prefix what stands before every key: empty, or ending with a slash
 * @param store which store it is, and how to reach it
 * @param identity as whom
 * @param placement how objects are stored
 * @param transfers how much goes at once
 * @param policies what is kept, and for how long
 */
record S3Settings(
    String bucket,
    String prefix,
    Endpoint store,
    Identity identity,
    ObjectOptions placement,
    Transfers transfers,
    Policies policies) {

  /** The setting that names a role. */
  static final String ROLE = "role-arn";

  /** The setting that names the session in that role. */
  static final String ROLE_SESSION = "role-session";

  /** The least that a part other than the last may have. */
  static final long LEAST_PART = 5L << 20;

  /** The most that one part, or one copy in one request, may have. */
  static final long MOST_PART = 5L << 30;

  /**
   * A store and the way to it.
   *
   * @param preset what kind of store it is
   * @param address where it answers, or empty for Amazon's own addresses
   * @param region the region, or empty when the environment tells it
   * @param pathStyle whether the bucket stands in the path
   * @param signedPayload whether the content of an upload is signed, too
   * @param checksum by what the store finds damage, or empty for what is usual at such a store
   * @param ca a file with the certificates that are trusted, or empty for the usual ones
   * @param connections how many connections there may be at once
   * @param timeout how long to wait for the next byte
   * @param retry how long to try again while the store is away
   * @param copyTimeout how long to wait for the answer to a copy that the store makes
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
   * Who asks.
   *
   * @param accessKey the public half of a key pair, or empty for what the environment offers
   * @param secretKey the secret half
   * @param sessionToken the third part of keys that expire
   * @param profile a profile in the files of the AWS command line
   * @param anonymous whether requests are not signed at all
   * @param role a role to assume with all that
   */
  record Identity(
      Optional<String> accessKey,
      Optional<String> secretKey,
      Optional<String> sessionToken,
      Optional<String> profile,
      boolean anonymous,
      Optional<Role> role) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return accessKey.map(key -> "access key " + key).orElse("default credentials");
    }
  }

  /**
   * A role to assume.
   *
   * @param arn its name
   * @param externalId what its owner wants to hear, if anything
   * @param address where the security token service answers, or empty for Amazon's
   * @param session the name of the session, which the logs of the store show
   */
  record Role(String arn, Optional<String> externalId, Optional<URI> address, String session) {

    /** What the service accepts as the name of a session. */
    private static String sessionOf(String name) {
      String safe = name.replaceAll("[^\\w+=,.@-]", "-");
      return safe.substring(0, Math.min(64, safe.length())) + (safe.length() < 2 ? "-" : "");
    }
  }

  /**
   * How much goes at once.
   *
   * @param partSize of the first parts of an upload, in bytes; later ones are larger
   * @param concurrency how many parts of one upload are under way
   * @param copies how many objects are copied at once when a directory is renamed
   * @param copyPart from how many bytes on a copy is made in parts, and of which size, in bytes
   * @param readAhead how many ranges of one download are fetched at once, at most; 1 for a plain
   *     download
   * @param memory the most that the uploads and downloads of this file system hold, in bytes; 0 for
   *     what the process has
   */
  record Transfers(
      long partSize, int concurrency, int copies, CopyPart copyPart, int readAhead, long memory) {}

  /**
   * When objects are copied in parts, and into which parts the store copies what is continued.
   *
   * @param threshold objects above it are
   * @param size of one part
   */
  record CopyPart(long threshold, long size) {}

  /**
   * What is kept, and for how long.
   *
   * @param keepPartial whether an upload that broke off is kept, so that it can be resumed
   * @param keepParents whether a directory stays when its last file goes
   * @param renameLimit how many objects a directory may have to be renamed
   * @param cache how long attributes are believed
   * @param staleUploads how old an unfinished upload has to be to be removed at the start; zero for
   *     never
   * @param readsTimes whether a listing shows the times that the metadata of objects say
   * @param state the directory of what outlives the process, or empty when nothing does
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
   * @param bucket the bucket
   * @param prefix the directory in it that is the root, or empty for all of it
   * @param values the settings by name
   * @throws IllegalArgumentException when something makes no sense; the message is one sentence
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

  /** Whether nobody stands between this machine and the store. */
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
