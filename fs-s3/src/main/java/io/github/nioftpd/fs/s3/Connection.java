package io.github.nioftpd.fs.s3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The client of a store, with identity and connections of its own.
 *
 * @param client what asks the store
 * @param roles what asks for the keys of a role, if one is assumed
 */
record Connection(S3Client client, Optional<StsClient> roles) implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration IDLE = Duration.ofSeconds(60);

  /**
   * Makes a client. Nothing is sent yet.
   *
   * @param settings where and as whom
   * @param interceptors who sees the requests
   * @return a client that the caller closes
   */
  static Connection open(S3Settings settings, ExecutionInterceptor... interceptors) {
    S3Settings.Endpoint store = settings.store();
    AwsCredentialsProvider own = ownCredentials(settings.identity());
    Optional<StsClient> roles = settings.identity().role().map(role -> roles(store, role, own));
    AwsCredentialsProvider credentials =
        roles
            .<AwsCredentialsProvider>map(
                service -> assumed(service, settings.identity().role().orElseThrow()))
            .orElse(own);
    List<ExecutionInterceptor> watching = new ArrayList<>(List.of(interceptors));
    watching.add(new KeyWatch(settings));
    watching.add(new Echo());
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(http(store)) // not a client, which would not be closed with this one
            .credentialsProvider(credentials)
            .forcePathStyle(store.pathStyle())
            // older stores refuse the checksums that are newer than they
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // but want one for the deletion of many objects, and that is MD5
            .addPlugin(LegacyMd5Plugin.create())
            // nor do they take the framing of a content that is signed piece by piece
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            .overrideConfiguration(
                all -> all.retryStrategy(retries()).executionInterceptors(watching));
    store.region().map(Region::of).ifPresent(builder::region);
    store.address().ifPresent(builder::endpointOverride);
    if (!store.signedPayload()) {
      builder.putAuthScheme(new UnsignedPayload());
    }
    return new Connection(builder.build(), roles);
  }

  /**
   * Four attempts, with growing pauses of random length. Not shared: a store that fails uses up the
   * attempts of its own client only.
   */
  private static RetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(4).build();
  }

  private static Apache5HttpClient.Builder http(S3Settings.Endpoint store) {
    return Apache5HttpClient.builder()
        .maxConnections(store.connections())
        .connectionTimeout(CONNECT)
        .connectionAcquisitionTimeout(store.timeout())
        .connectionMaxIdleTime(IDLE)
        .socketTimeout(store.timeout())
        .tcpKeepAlive(true);
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

  private static StsClient roles(
      S3Settings.Endpoint store, S3Settings.Role role, AwsCredentialsProvider own) {
    StsClientBuilder service =
        StsClient.builder().httpClientBuilder(http(store)).credentialsProvider(own);
    store.region().map(Region::of).ifPresent(service::region);
    role.address().ifPresent(service::endpointOverride);
    return service.build();
  }

  private static AwsCredentialsProvider assumed(StsClient service, S3Settings.Role role) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(service)
        .refreshRequest(
            request ->
                request
                    .roleArn(role.arn())
                    .roleSessionName("nioftpd")
                    .externalId(role.externalId().orElse(null)))
        .build();
  }

  @Override
  public void close() {
    client.close();
    roles.ifPresent(StsClient::close);
  }
}
