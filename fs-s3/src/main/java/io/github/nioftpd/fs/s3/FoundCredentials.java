package io.github.nioftpd.fs.s3;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Credentials of a profile, or of the default credential chain. Every failure to find them is a
 * {@link Missing}. Safe for use by several threads.
 */
final class FoundCredentials implements AwsCredentialsProvider {

  private final Optional<String> profile;
  private final AwsCredentialsProvider inner;

  FoundCredentials(Optional<String> profile) {
    this.profile = profile;
    this.inner =
        profile
            .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
            .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return inner.resolveCredentials();
    } catch (RuntimeException e) {
      throw SdkClientException.create(sentence(e), new Missing(e));
    }
  }

  /** Replaces the message of the SDK, which lists every provider of the chain. */
  private String sentence(Throwable failure) {
    boolean signOn = false;
    for (Throwable e = failure; e != null; e = e.getCause()) {
      signOn |=
          e.getClass().getName().startsWith("software.amazon.awssdk.services.sso")
              || String.valueOf(e.getMessage()).contains("SSO")
              || String.valueOf(e.getMessage()).contains("/sso/cache/");
    }
    if (signOn) {
      String option = profile.map(name -> " --profile " + name).orElse("");
      return "the login with AWS SSO is missing or has expired: run \"aws sso login"
          + option
          + "\" as the user that runs the server";
    }
    return "no credentials found; set access-key and secret-key, or profile, or configure the"
        + " default credential chain of AWS";
  }

  /** The cause of a request that failed without credentials. */
  static final class Missing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Missing(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
