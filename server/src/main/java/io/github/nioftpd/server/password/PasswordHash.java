package io.github.nioftpd.server.password;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.PBKDF2Function;
import com.password4j.types.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stored password: its hash or, marked as such, the plain text. Immutable.
 *
 * <p>The library is loaded at the first comparison, not when a configuration is read.
 */
public final class PasswordHash {

  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");
  private static final Pattern ARGON2ID =
      Pattern.compile(
          "\\$argon2id\\$v=(19|16)\\$m=([0-9]{1,8}),t=([0-9]{1,5}),p=([0-9]{1,3})"
              + "\\$[A-Za-z0-9+/]{11,}\\$[A-Za-z0-9+/]{16,}");
  private static final Pattern PBKDF2 =
      Pattern.compile(
          "\\$pbkdf2-sha(256|512)\\$([0-9]{1,9})\\$([A-Za-z0-9+./]{8,}=*)\\$([A-Za-z0-9+./]{16,}=*)");
  private static final String PLAIN = "plain:";

  /** The alphabet of bcrypt, whose letters stand for six bits each. */
  private static final String BCRYPT_LETTERS =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final int MOST_ROUNDS_LOG = 16;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final int MOST_MEMORY_KIB = 1 << 18;

  private final Predicate<String> comparison;
  private final long memory;

  private PasswordHash(Predicate<String> comparison, long memory) {
    this.comparison = comparison;
    this.memory = memory;
  }

  /**
   * Reads a hash in the notation of crypt(3), or {@code plain:} and a password.
   *
   * @param text {@code $2b$…}, {@code $argon2id$…}, {@code $pbkdf2-sha256$…} or {@code plain:…}
   * @return the hash
   * @throws IllegalArgumentException when it is none, or one that takes too long or too much
   *     memory; the message describes the valid forms, without the given text
   */
  public static PasswordHash parse(String text) {
    if (text.startsWith(PLAIN)) {
      return plain(text.substring(PLAIN.length()));
    }
    if (text.startsWith("$2")) {
      return bcrypt(matched(BCRYPT, text, "bcrypt"));
    }
    if (text.startsWith("$argon2id$")) {
      return argon2id(matched(ARGON2ID, text, "argon2id"));
    }
    if (text.startsWith("$pbkdf2-")) {
      return pbkdf2(matched(PBKDF2, text, "PBKDF2"));
    }
    if (text.startsWith("$")) {
      throw new IllegalArgumentException(
          "unsupported hash; expected bcrypt ($2b$), argon2id or PBKDF2"
              + " ($pbkdf2-sha256$), as created by 'nioftpd password'");
    }
    throw new IllegalArgumentException(
        "not a password hash; create one with 'nioftpd password', or write plain: before a password"
            + " in plain text");
  }

  private static Matcher matched(Pattern pattern, String text, String kind) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "invalid " + kind + " hash; create a new one with 'nioftpd password'");
    }
    return matcher;
  }

  private static PasswordHash plain(String password) {
    if (password.isEmpty()) {
      throw new IllegalArgumentException("the password is empty, so anybody could log in");
    }
    byte[] expected = digest(password);
    return new PasswordHash(given -> MessageDigest.isEqual(expected, digest(given)), 0);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static PasswordHash bcrypt(Matcher hash) {
    int cost = Integer.parseInt(hash.group(1));
    if (cost < 4 || cost > MOST_ROUNDS_LOG) {
      throw new IllegalArgumentException(
          "the cost of the bcrypt hash must be between 4 and " + MOST_ROUNDS_LOG);
    }
    String salt = hash.group(2);
    // The last letter of a salt has four bits too many; the library writes them as 0.
    int last = BCRYPT_LETTERS.indexOf(salt.charAt(21)) & 0x30;
    String canonical = hash.group().substring(0, 28) + BCRYPT_LETTERS.charAt(last) + hash.group(3);
    return new PasswordHash(
        given -> BcryptFunction.getInstanceFromHash(canonical).check(given, canonical), 0);
  }

  private static PasswordHash argon2id(Matcher hash) {
    long memory = Long.parseLong(hash.group(2));
    int passes = Integer.parseInt(hash.group(3));
    int lanes = Integer.parseInt(hash.group(4));
    if (memory < 8L * lanes
        || memory > MOST_MEMORY_KIB
        || passes < 1
        || passes > 100
        || lanes < 1) {
      throw new IllegalArgumentException(
          "the memory of the argon2id hash must be between 8 and "
              + MOST_MEMORY_KIB
              + " KiB, and its passes between 1 and 100");
    }
    String text = hash.group();
    return new PasswordHash(
        given -> Argon2Function.getInstanceFromHash(text).check(given, text), memory << 10);
  }

  private static PasswordHash pbkdf2(Matcher hash) {
    long iterations = Long.parseLong(hash.group(2));
    if (iterations < 1000 || iterations > MOST_ITERATIONS) {
      throw new IllegalArgumentException(
          "the iterations of the PBKDF2 hash must be between 1000 and " + MOST_ITERATIONS);
    }
    byte[] salt = decoded(hash.group(3));
    byte[] expected = decoded(hash.group(4));
    Hmac hmac = hash.group(1).equals("256") ? Hmac.SHA256 : Hmac.SHA512;
    return new PasswordHash(
        given ->
            MessageDigest.isEqual(
                expected,
                PBKDF2Function.getInstance(hmac, (int) iterations, 8 * expected.length)
                    .hash(given.getBytes(StandardCharsets.UTF_8), salt)
                    .getBytes()),
        0);
  }

  /** Reads base64 with or without padding, and with the dot that some write instead of a plus. */
  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text.replace('.', '+').replace("=", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("invalid PBKDF2 hash", e);
    }
  }

  /**
   * Whether a password is the one. Takes its time, on purpose, and the memory that the hash asks
   * for: to be called from {@link Verification} alone.
   *
   * @param password what the client sent
   * @return true when it is
   */
  boolean matches(String password) {
    // No user may log in without a password, whatever somebody has made a hash of.
    return comparison.test(password) && !password.isEmpty();
  }

  /** The memory of a comparison in bytes. */
  long memory() {
    return memory;
  }

  @Override
  public String toString() {
    return "****";
  }
}
