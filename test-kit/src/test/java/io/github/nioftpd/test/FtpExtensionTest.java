package io.github.nioftpd.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.nioftpd.RawClient;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to use the kit with JUnit. */
class FtpExtensionTest {

  private static RawClient login(FtpControl ftp, String user) throws IOException {
    return RawClient.login(ftp.server().address(), user, "secret");
  }

  /** Fails when an earlier test has left something. */
  private static void use(FtpControl ftp) throws IOException {
    assertThat(ftp.path("/left")).doesNotExist();
    assertThat(ftp.transcript().entries()).isEmpty();
    assertThat(ftp.sessions()).isEmpty();
    Files.createFile(ftp.path("/left"));
    RawClient left = login(ftp, "bob");
    left.say("NOOP").expect(200);
  }

  @Nested
  class AStaticField {

    @RegisterExtension
    static final FtpExtension ftp =
        FtpExtension.with().user("bob", "secret").file("/in/a.txt", "hello");

    private static final Set<Integer> PORTS = new ConcurrentSkipListSet<>();

    @BeforeAll
    static void theServerRuns() {
      PORTS.clear();
      PORTS.add(ftp.port());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void eachTestBeginsAnewOnOnePort(int number) throws IOException {
      assertThat(number).isPositive();
      use(ftp);
      PORTS.add(ftp.port());
      assertThat(PORTS).hasSize(1);
    }

    @Test
    void settingsCannotChange() {
      assertThatThrownBy(() -> ftp.file("/b", "")).hasMessageContaining("has started");
    }

    @Nested
    class WithinANestedClass {

      @Test
      void theServerIsTheSame() throws IOException {
        use(ftp);
        PORTS.add(ftp.port());
        assertThat(PORTS).hasSize(1);
      }
    }

    @Test
    void theServerRunsAfterTheNestedClass() throws IOException {
      use(ftp);
    }
  }

  @Nested
  class AnInstanceField {

    @RegisterExtension final FtpExtension ftp = FtpExtension.with().user("bob", "secret");

    @BeforeEach
    void theServerRuns() {
      assertThat(ftp.port()).isPositive();
    }

    @Test
    void oneTest() throws IOException {
      use(ftp);
    }

    @Test
    void anotherTest() throws IOException {
      use(ftp);
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class AnInstanceForTheClass {

    @RegisterExtension final FtpExtension ftp = FtpExtension.with().user("bob", "secret");

    @BeforeAll
    void theServerRuns() {
      assertThat(ftp.port()).isPositive();
    }

    @Test
    void oneTest() throws IOException {
      use(ftp);
    }

    @Test
    void anotherTest() throws IOException {
      use(ftp);
    }
  }

  @Nested
  @FtpTest(user = "bob", tls = true)
  class AnAnnotation {

    private int port;

    @BeforeEach
    void inject(FtpFixture ftp) {
      port = ftp.port();
    }

    @Test
    void theParameterIsTheServerOfTheTest(FtpFixture ftp) throws IOException {
      assertThat(ftp.port()).isEqualTo(port);
      use(ftp);
      try (RawClient client = login(ftp, "bob")) {
        client.say("AUTH TLS").expect(234);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void otherParametersGoFirst(String name, FtpFixture ftp) throws IOException {
      use(ftp);
      Files.createFile(ftp.path("/" + name));
    }

    @AfterEach
    void itStillRuns(FtpFixture ftp) {
      assertThat(ftp.port()).isEqualTo(port);
    }

    @Nested
    class WithinANestedClass {

      @Test
      void theAnnotationApplies(FtpFixture ftp) throws IOException {
        use(ftp);
      }
    }
  }

  @Test
  void twoTestsThatBeginAtTheSameTimeOnOneServerAreRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    FtpExtension ftp =
        FtpExtension.with()
            .server(
                builder -> {
                  awaitQuietly(begun);
                  return builder;
                });
    List<CompletableFuture<Void>> tests = new ArrayList<>();
    for (String id : List.of("one", "other")) {
      tests.add(
          CompletableFuture.runAsync(
              () -> {
                begun.countDown();
                ftp.beforeEach(context(id));
              },
              task -> Thread.ofPlatform().start(task)));
    }
    CompletableFuture<?> all = CompletableFuture.allOf(tests.toArray(CompletableFuture[]::new));
    assertThatThrownBy(() -> all.get(10, TimeUnit.SECONDS)).hasMessageContaining("\"static\"");
    assertThat(tests).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(1);
    ftp.afterEach(context("one"));
    ftp.afterEach(context("other"));
    assertThatThrownBy(ftp::port).isInstanceOf(IllegalStateException.class);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anExtensionThatHasNotStartedIsExplained() {
    FtpExtension ftp = FtpExtension.with();
    assertThatThrownBy(ftp::port)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the FTP server has not started");
  }

  @Test
  void testsInParallelCannotShareAServer() {
    FtpExtension ftp = FtpExtension.with();
    ftp.beforeAll(context("class"));
    ftp.beforeEach(context("one"));
    assertThatThrownBy(() -> ftp.beforeEach(context("two")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("remove \"static\" from the field");
    ftp.afterEach(context("two"));
    assertThat(ftp.port()).as("is left to the first").isPositive();
    ftp.afterEach(context("one"));
    ftp.afterAll(context("class"));
    assertThatThrownBy(ftp::port).hasMessageContaining("has not started");
  }

  @Test
  void aFailureShowsTheDialogueOnce() throws IOException {
    FtpExtension ftp = FtpExtension.with();
    ftp.beforeEach(context("one"));
    login(ftp, "user").close();
    ftp.awaitNoSessions(Duration.ofSeconds(5));
    Throwable explained = catchThrowable(() -> FtpAssertions.assertThat(ftp).received("STOR"));
    Throwable other = new IllegalStateException("on purpose");
    ftp.afterEach(context("one", Optional.of(explained)));
    ftp.beforeEach(context("two"));
    ftp.afterEach(context("two", Optional.of(other)));
    assertThat(explained).hasMessageContaining("#1 > USER user").hasNoSuppressedExceptions();
    assertThat(other.getSuppressed()).hasSize(1);
  }

  private static ExtensionContext context(String id) {
    return context(id, Optional.empty());
  }

  private static ExtensionContext context(String id, Optional<Throwable> failure) {
    return (ExtensionContext)
        Proxy.newProxyInstance(
            FtpExtensionTest.class.getClassLoader(),
            new Class<?>[] {ExtensionContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getUniqueId" -> id;
                  case "getExecutionException" -> failure;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
