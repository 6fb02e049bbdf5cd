package io.github.nioftpd.fs.s3;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Logs that the store no longer accepts the access key: once, and again when it was accepted in
 * between. Safe for use by several threads.
 */
final class KeyWatch implements ExecutionInterceptor {

  private final S3Settings settings;
  private final Logger log;

  /** Before the first request is answered, whoever opens the bucket is told. */
  private final AtomicBoolean accepted = new AtomicBoolean();

  KeyWatch(S3Settings settings) {
    this(settings, LoggerFactory.getLogger(KeyWatch.class));
  }

  KeyWatch(S3Settings settings, Logger log) {
    this.settings = settings;
    this.log = log;
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (!accepted.get()) {
      accepted.set(true);
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (StoreFailures.isBadKey(context.exception()) && accepted.getAndSet(false)) {
      log.warn(
          "the store no longer accepts the {} for the bucket {}: {}",
          settings.identity(),
          settings.bucket(),
          context.exception().getMessage());
    }
  }
}
