package io.github.nioftpd.fs.s3;

import io.github.nioftpd.fs.Authorities;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The client of a store, with its own credentials and connections.
 *
 * @param roles requests the credentials of an assumed role
 * @param retries of both clients
 */
record Connection(S3Client client, Optional<StsClient> roles, Retries retries)
    implements AutoCloseable {

  private static final String CA_BUNDLE = "AWS_CA_BUNDLE";
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration IDLE = Duration.ofSeconds(60);

  /** Creates a client without sending a request. The caller closes it. */
  static Connection open(S3Settings settings, ExecutionInterceptor... interceptors) {
    S3Settings.Endpoint store = settings.store();
    AwsCredentialsProvider own = ownCredentials(settings.identity());
    Retries retries = new Retries(store.retry());
    Optional<StsClient> roles =
        settings.identity().role().map(role -> roles(store, role, own, retries));
    AwsCredentialsProvider credentials =
        roles
            .<AwsCredentialsProvider>map(
                service -> assumed(service, settings.identity().role().orElseThrow()))
            .orElse(own);
    List<ExecutionInterceptor> watching = new ArrayList<>(List.of(interceptors));
    watching.add(new EchoRemover());
    watching.add(new XmlCleaner());
    S3ClientBuilder builder =
        S3Client.builder()
            // a builder, since the SDK does not close a client
            .httpClientBuilder(
                new TimedClient.Builder(
                    time -> http(store, store.address(), store.ca(), time),
                    store.timeout(),
                    store.copyTimeout()))
            .credentialsProvider(credentials)
            .forcePathStyle(store.pathStyle())
            // older stores reject newer checksums
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // but require MD5 for DeleteObjects
            .addPlugin(LegacyMd5Plugin.create())
            // and do not support chunked signing
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            .overrideConfiguration(
                all -> all.retryStrategy(retries).executionInterceptors(watching));
    store.region().map(Region::of).ifPresent(builder::region);
    store.address().ifPresent(builder::endpointOverride);
    if (!store.signedPayload()) {
      builder.putAuthScheme(new UnsignedPayload());
    }
    return new Connection(builder.build(), roles, retries);
  }

  private static SdkHttpClient.Builder<?> http(
      S3Settings.Endpoint store, Optional<URI> address, Optional<String> ca, Duration timeout) {
    Apache5HttpClient.Builder builder =
        Apache5HttpClient.builder()
            .maxConnections(store.connections())
            .connectionTimeout(CONNECT)
            .connectionAcquisitionTimeout(store.timeout())
            .connectionMaxIdleTime(IDLE)
            .socketTimeout(timeout)
            .tcpKeepAlive(true)
            .proxyConfiguration(Proxies.of(System.getenv(), address));
    trusted(ca)
        .ifPresent(trusted -> builder.tlsTrustManagersProvider(() -> new TrustManager[] {trusted}));
    return builder;
  }

  /** The setting ca, or the environment variable of the AWS CLI. */
  private static Optional<TrustManager> trusted(Optional<String> ca) {
    if (ca.isPresent()) {
      return Optional.of(Authorities.read("the setting ca", ca));
    }
    return Optional.ofNullable(System.getenv(CA_BUNDLE))
        .filter(file -> !file.isEmpty())
        .map(file -> Authorities.read("the environment variable " + CA_BUNDLE, Optional.of(file)));
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
    return new FoundCredentials(identity.profile());
  }

  private static StsClient roles(
      S3Settings.Endpoint store,
      S3Settings.Role role,
      AwsCredentialsProvider own,
      Retries retries) {
    // the certificate authority of the store does not apply to Amazon's service
    Optional<String> ca = role.address().flatMap(address -> store.ca());
    StsClientBuilder service =
        StsClient.builder()
            .httpClientBuilder(
                new TimedClient.Builder(
                    time -> http(store, role.address(), ca, time),
                    store.timeout(),
                    store.timeout()))
            .credentialsProvider(own)
            .overrideConfiguration(all -> all.retryStrategy(retries));
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
                    .roleSessionName(role.session())
                    .externalId(role.externalId().orElse(null)))
        .build();
  }

  @Override
  public void close() {
    client.close();
    roles.ifPresent(StsClient::close);
  }
}
