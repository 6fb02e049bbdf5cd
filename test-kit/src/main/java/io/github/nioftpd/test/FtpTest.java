package io.github.nioftpd.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a JUnit test class an FTP server of its own, as a parameter of type {@link
 * FtpFixture}. Tests may run in parallel.
 *
 * <pre>{@code
 * @FtpTest(user = "bob", password = "secret")
 * class UploaderTest {
 *   @Test
 *   void uploads(FtpFixture ftp) { … }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(FtpExtension.class)
public @interface FtpTest {

  /** {@return the name of the user} */
  String user() default "user";

  /** {@return the password of the user} */
  String password() default "secret";

  /** {@return true if the server offers TLS} */
  boolean tls() default false;
}
