package io.github.nioftpd.fs.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Makes the client of a store from settings, with identity and connections of its own. */
final class Connection {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration IDLE = Duration.ofSeconds(60);

  private Connection() {}

  /**
   * Makes a client. Nothing is sent yet.
   *
   * @param settings where and as whom
   * @param interceptors who sees the requests
   * @return a client that the caller closes
   */
  static S3Client open(S3Settings settings, ExecutionInterceptor... interceptors) {
    S3Settings.Endpoint store = settings.store();
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http(store))
            .credentialsProvider(credentials(settings))
            .forcePathStyle(store.pathStyle())
            // older stores refuse the checksums that are newer than they
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // and the framing of a content that is signed piece by piece
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            .overrideConfiguration(
                all -> {
                  all.retryStrategy(RetryMode.STANDARD);
                  for (ExecutionInterceptor interceptor : interceptors) {
                    all.addExecutionInterceptor(interceptor);
                  }
                });
    store.region().map(Region::of).ifPresent(builder::region);
    store.address().ifPresent(builder::endpointOverride);
    if (!store.signedPayload()) {
      builder.putAuthScheme(new UnsignedPayload());
    }
    return builder.build();
  }

  /** Closed with the client that is made from it. */
  private static SdkHttpClient http(S3Settings.Endpoint store) {
    return Apache5HttpClient.builder()
        .maxConnections(store.connections())
        .connectionTimeout(CONNECT)
        .connectionAcquisitionTimeout(store.timeout())
        .connectionMaxIdleTime(IDLE)
        .socketTimeout(store.timeout())
        .tcpKeepAlive(true)
        .buildWithDefaults(software.amazon.awssdk.utils.AttributeMap.empty());
  }

  private static AwsCredentialsProvider credentials(S3Settings settings) {
    S3Settings.Identity identity = settings.identity();
    AwsCredentialsProvider own = ownCredentials(identity);
    return identity.role().isEmpty() ? own : role(settings, identity.role().get(), own);
  }

  private static AwsCredentialsProvider ownCredentials(S3Settings.Identity identity) {
    if (identity.anonymous()) {
      return AnonymousCredentialsProvider.create();
    }
    if (identity.accessKey().isPresent() && identity.secretKey().isPresent()) {
      String accessKey = identity.accessKey().get();
      String secretKey = identity.secretKey().get();
      AwsCredentials keys =
          identity
              .sessionToken()
              .<AwsCredentials>map(
                  token -> AwsSessionCredentials.create(accessKey, secretKey, token))
              .orElseGet(() -> AwsBasicCredentials.create(accessKey, secretKey));
      return StaticCredentialsProvider.create(keys);
    }
    return identity
        .profile()
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private static AwsCredentialsProvider role(
      S3Settings settings, S3Settings.Role role, AwsCredentialsProvider own) {
    Optional<URI> address = role.address();
    StsClientBuilder service =
        StsClient.builder().httpClient(http(settings.store())).credentialsProvider(own);
    settings.store().region().map(Region::of).ifPresent(service::region);
    address.ifPresent(service::endpointOverride);
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(service.build())
        .refreshRequest(
            request ->
                request
                    .roleArn(role.arn())
                    .roleSessionName("nioftpd")
                    .externalId(role.externalId().orElse(null)))
        .build();
  }
}
