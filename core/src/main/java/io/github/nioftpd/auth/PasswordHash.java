package io.github.nioftpd.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A hash of a password by PBKDF2 (RFC 8018), in the notation of passlib: {@code
 * $pbkdf2-sha256$iterations$salt$hash}, with salt and hash in base64.
 *
 * <p>A comparison takes some tenths of a second of a processor. It runs on a platform thread, as
 * many at a time as there are processors: on virtual threads it would stop all sessions.
 */
final class PasswordHash {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "\\$pbkdf2-sha(256|512)\\$([0-9]{4,8})\\$([A-Za-z0-9+./]{8,}=*)\\$([A-Za-z0-9+./]{16,}=*)");

  /** The number that OWASP recommends for SHA-256. */
  private static final int ITERATIONS = 600_000;

  private static final int MOST_ITERATIONS = 10_000_000;
  private static final Semaphore PROCESSORS =
      new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  private final String algorithm;
  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(String algorithm, int iterations, byte[] salt, byte[] hash) {
    this.algorithm = algorithm;
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  static String of(String password) {
    if (password.isEmpty()) {
      throw new IllegalArgumentException("the password is empty");
    }
    byte[] salt = random(16);
    byte[] hash = new PasswordHash("256", ITERATIONS, salt, new byte[32]).derive(password);
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return String.join(
        "$",
        "",
        "pbkdf2-sha256",
        String.valueOf(ITERATIONS),
        encoder.encodeToString(salt),
        encoder.encodeToString(hash));
  }

  static PasswordHash parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a password hash of the form $pbkdf2-sha256$iterations$salt$hash");
    }
    int iterations = Integer.parseInt(matcher.group(2));
    if (iterations < 1_000 || iterations > MOST_ITERATIONS) {
      throw new IllegalArgumentException(
          "a password hash has 1000 to " + MOST_ITERATIONS + " iterations");
    }
    return new PasswordHash(
        matcher.group(1), iterations, decode(matcher.group(3)), decode(matcher.group(4)));
  }

  /** Base64 with or without padding; passlib writes a dot for a plus. */
  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text.replace('.', '+').replace("=", ""));
  }

  /** A hash of no password that takes as long as this one. */
  PasswordHash decoy() {
    return new PasswordHash(algorithm, iterations, random(salt.length), random(hash.length));
  }

  int iterations() {
    return iterations;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** Compares in a time that does not depend on the password; an empty one never matches. */
  boolean matches(String password) throws InterruptedException {
    FutureTask<byte[]> derivation = new FutureTask<>(() -> derive(password));
    PROCESSORS.acquire();
    try {
      Thread.ofPlatform().daemon().name("nioftpd-password").start(derivation);
      return MessageDigest.isEqual(hash, derivation.get()) && !password.isEmpty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the password could not be compared", e);
    } finally {
      PROCESSORS.release();
    }
  }

  private byte[] derive(String password) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + algorithm)
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 8 * hash.length))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no PBKDF2", e); // each must have it
    }
  }

  @Override
  public String toString() {
    return "****";
  }
}
