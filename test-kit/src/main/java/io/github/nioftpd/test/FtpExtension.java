package io.github.nioftpd.test;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * An FTP server for the tests of a JUnit class.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FtpExtension ftp = FtpExtension.with().user("bob", "secret").file("/in/a.txt", "hello");
 * }</pre>
 *
 * <p>A static field is a server for the class, on one port, which is reset before each test. A
 * field of the instance is a server for each test; such tests may run in parallel. When a test
 * fails, the dialogue is added to its exception.
 *
 * <p>Safe for use by several threads once it has started.
 */
public final class FtpExtension
    implements FtpSetup<FtpExtension>,
        FtpControl,
        BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(FtpExtension.class);

  /** The settings; empty for {@link FtpTest}, which has a server for each test. */
  private final Optional<FtpSettings> settings;

  private volatile @Nullable FtpFixture fixture;

  /** The id of the class or test that has started the server. */
  private String owner = "";

  /** The id of the test that uses the server; empty between tests. */
  private final AtomicReference<String> test = new AtomicReference<>("");

  /** For {@link FtpTest}. */
  FtpExtension() {
    this(Optional.empty());
  }

  private FtpExtension(Optional<FtpSettings> settings) {
    this.settings = settings;
  }

  /** {@return an extension with the default settings} */
  public static FtpExtension with() {
    return new FtpExtension(Optional.of(new FtpSettings()));
  }

  @Override
  public FtpExtension change(Consumer<FtpSettings> change) {
    if (fixture != null) {
      throw new IllegalStateException("the FTP server has started; its settings cannot change");
    }
    change.accept(settings.orElseThrow());
    return this;
  }

  @Override
  public FtpFixture fixture() {
    FtpFixture running = fixture;
    if (running == null) {
      throw new IllegalStateException(
          "the FTP server has not started: JUnit starts it before the tests of the class, or"
              + " before each test if the field with @RegisterExtension is not static");
    }
    return running;
  }

  // ---- called by JUnit

  @Override
  public void beforeAll(ExtensionContext context) {
    if (settings.isPresent() && fixture == null) {
      start(settings.get(), context);
    }
  }

  private void start(FtpSettings chosen, ExtensionContext context) {
    fixture = FtpFixture.start(chosen);
    owner = context.getUniqueId();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (settings.isEmpty()) {
      context.getStore(NAMESPACE).put(FtpFixture.class, FtpFixture.start(annotated(context)));
      return;
    }
    if (!test.compareAndSet("", context.getUniqueId())) {
      throw new IllegalStateException(
          "two tests that run in parallel share an FTP server; remove \"static\" from the field"
              + " with @RegisterExtension, so that each has its own");
    }
    FtpFixture shared = fixture;
    if (shared == null) {
      start(settings.get(), context);
    } else {
      shared.reset();
    }
  }

  private static FtpSettings annotated(ExtensionContext context) {
    FtpTest values = annotation(context.getRequiredTestClass());
    FtpSettings chosen = new FtpSettings();
    chosen.user(values.user(), values.password(), account -> account);
    chosen.tls(values.tls() ? TlsUse.OFFERED : TlsUse.NONE);
    return chosen;
  }

  /** The annotation of a class, or of the one around it. */
  private static FtpTest annotation(Class<?> type) {
    for (Class<?> next = type; next != null; next = next.getEnclosingClass()) {
      FtpTest found = next.getAnnotation(FtpTest.class);
      if (found != null) {
        return found;
      }
    }
    throw new IllegalStateException("annotate " + type.getName() + " with @FtpTest");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (settings.isEmpty()) {
      FtpFixture own = context.getStore(NAMESPACE).remove(FtpFixture.class, FtpFixture.class);
      if (own != null) {
        try {
          finish(own, context);
        } finally {
          own.shutdown();
        }
      }
    } else if (test.get().equals(context.getUniqueId())) {
      try {
        if (fixture != null) { // it has started
          finish(fixture(), context);
        }
      } finally {
        closeIfOwnedBy(context);
        test.set("");
      }
    }
  }

  /** Adds the dialogue to the failure of a test; a test that has not failed may fail here. */
  private static void finish(FtpFixture ftp, ExtensionContext context) {
    Optional<Throwable> failure = context.getExecutionException();
    if (failure.isPresent()) {
      Transcript transcript = ftp.transcript();
      if (!shows(failure.get(), transcript)) {
        failure.get().addSuppressed(new FtpDialogue(transcript));
      }
      return;
    }
    try {
      ftp.verifyStrictFaults();
    } catch (AssertionError e) {
      e.addSuppressed(new FtpDialogue(ftp.transcript()));
      throw e;
    }
  }

  /** Whether a failure has the dialogue in its message, as those of {@link FtpAssert}. */
  private static boolean shows(Throwable failure, Transcript transcript) {
    return !transcript.entries().isEmpty()
        && String.valueOf(failure.getMessage()).contains(transcript.excerpt());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    closeIfOwnedBy(context);
  }

  private void closeIfOwnedBy(ExtensionContext context) {
    FtpFixture running = fixture;
    if (running != null && owner.equals(context.getUniqueId())) {
      fixture = null;
      running.shutdown();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return settings.isEmpty() && parameter.getParameter().getType() == FtpFixture.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    FtpFixture own = context.getStore(NAMESPACE).get(FtpFixture.class, FtpFixture.class);
    if (own == null) {
      throw new ParameterResolutionException(
          "an FtpFixture is a parameter of a test, @BeforeEach or @AfterEach method; for a class,"
              + " use a static field: @RegisterExtension static final FtpExtension ftp");
    }
    return own;
  }
}
