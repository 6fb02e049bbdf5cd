package io.github.nioftpd.server.password;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.PBKDF2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import com.password4j.types.Bcrypt;
import com.password4j.types.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** A way to make a hash of a password, with the cost that OWASP recommends. */
public enum Algorithm {
  /** argon2id with 19 MiB and two passes. */
  ARGON2ID {
    @Override
    public String hash(String password) {
      return Password.hash(password)
          .addRandomSalt(SALT_BYTES)
          .with(Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID))
          .getResult();
    }
  },
  /** bcrypt with a cost of 10. */
  BCRYPT {
    @Override
    public String hash(String password) {
      if (password.getBytes(StandardCharsets.UTF_8).length > 72) {
        throw new IllegalArgumentException(
            "bcrypt uses only the first 72 bytes of a password; choose argon2id");
      }
      return Password.hash(password).with(BcryptFunction.getInstance(Bcrypt.B, 10)).getResult();
    }
  },
  /** PBKDF2 with HMAC-SHA-256 and 600,000 iterations. */
  PBKDF2 {
    @Override
    public String hash(String password) {
      byte[] salt = new byte[SALT_BYTES];
      new SecureRandom().nextBytes(salt);
      byte[] hash =
          PBKDF2Function.getInstance(Hmac.SHA256, ITERATIONS, 256)
              .hash(password.getBytes(StandardCharsets.UTF_8), salt)
              .getBytes();
      Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
      return "$pbkdf2-sha256$"
          + ITERATIONS
          + "$"
          + encoder.encodeToString(salt)
          + "$"
          + encoder.encodeToString(hash);
    }
  };

  private static final int SALT_BYTES = 16;
  private static final int ITERATIONS = 600_000;

  /**
   * Makes a hash.
   *
   * @param password not empty
   * @return a text that {@link PasswordHash#parse} reads
   * @throws IllegalArgumentException when the algorithm cannot take the password
   */
  public abstract String hash(String password);
}
