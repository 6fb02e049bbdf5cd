package io.github.nioftpd.server.events;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a response and forgets it, so that the connection can be used again. A body
 * that is larger than 64 KiB is not read to its end, and its connection closed. Used by one thread
 * at a time.
 */
final class Discarded implements HttpResponse.BodySubscriber<Void> {

  private static final long MOST = 1 << 16;

  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long read;

  @Override
  public CompletionStage<Void> getBody() {
    return ended;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    read += part.stream().mapToLong(ByteBuffer::remaining).sum();
    if (read > MOST && subscription != null) {
      subscription.cancel();
      onComplete();
    }
  }

  @Override
  public void onError(Throwable failure) {
    ended.completeExceptionally(failure);
  }

  @Override
  @SuppressWarnings("NullAway") // there is no other value of Void
  public void onComplete() {
    ended.complete(null);
  }
}
