package io.github.nioftpd;

import io.github.nioftpd.ConnectionLimiter.Decision;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.data.Proxies;
import io.github.nioftpd.login.ServerState;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.ServerSettings;
import io.github.nioftpd.session.SessionContext;
import io.github.nioftpd.session.SessionLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets clients in, as many as the limits allow, each on a virtual thread of its own, and knows who
 * is there. Shared by the listeners of a server; safe for use by several threads.
 */
final class Acceptor {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  /** The time that aborted sessions have to end. */
  private static final Duration LAST = Duration.ofSeconds(5);

  private volatile Current current;
  private final Proxies proxies = new Proxies();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong numbers;
  private final ServerState state;
  private final ConnectionLimiter limiter;
  private final Map<SessionLoop, Thread> sessions = new ConcurrentHashMap<>();

  /** The settings of new sessions. */
  private record Current(ServerSettings settings, List<Endpoint> listeners) {}

  Acceptor(ServerSettings settings, List<Endpoint> listeners, ServerState state) {
    this.current = new Current(settings, listeners);
    this.state = state;
    this.numbers = new AtomicLong(settings.time().now().toEpochMilli() * 1_000);
    this.limiter = new ConnectionLimiter(state.bans());
    state.limits(settings.limits());
  }

  private SessionContext context(int listener) {
    Current now = current;
    return new SessionContext(now.settings, now.listeners.get(listener), state);
  }

  /** Takes over other settings for the sessions to come. */
  void reload(ServerSettings settings, List<Endpoint> listeners) {
    if (!addresses(listeners).equals(addresses(current.listeners))) {
      throw new IllegalArgumentException(
          "the addresses to listen on cannot change while the server runs");
    }
    current = new Current(settings, listeners);
    state.limits(settings.limits());
  }

  private static List<InetSocketAddress> addresses(List<Endpoint> listeners) {
    return listeners.stream().map(Endpoint::address).toList();
  }

  /**
   * Accepts until the listener is closed. A failure, such as no descriptors left, is waited out.
   *
   * @param channel where clients come in
   * @param number which of the listeners it is, from 0 on
   */
  void accept(ServerSocketChannel channel, int number) {
    while (channel.isOpen()) {
      try {
        SocketChannel client = channel.accept();
        SessionContext context = context(number);
        proxies.receive(
            client,
            context.listener().proxies(),
            (introduced, header) -> admit(introduced, context.proxied(header)));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.warn("cannot accept a connection: {}", String.valueOf(e.getMessage()));
        await(Duration.ofMillis(100));
      }
    }
  }

  private void admit(SocketChannel channel, SessionContext context) throws IOException {
    InetAddress address;
    try {
      InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
      address = context.client(remote).getAddress();
    } catch (IOException e) {
      channel.close(); // it has gone again
      return;
    }
    switch (limiter.enter(address, context.settings())) {
      case Decision.Admitted admitted -> start(channel, address, context);
      case Decision.Denied denied -> {
        LOG.debug("{} is denied by the address rules", address.getHostAddress());
        channel.close();
      }
      case Decision.Refused refused -> refuse(channel, address, refused);
    }
  }

  private static void refuse(SocketChannel channel, InetAddress address, Decision.Refused why) {
    if (why.logged()) {
      LOG.info("{} refused: {}", address.getHostAddress(), why.text());
    }
    byte[] line = Reply.of(421, why.text()).toWire().getBytes(StandardCharsets.US_ASCII);
    try (channel) {
      channel.write(ByteBuffer.wrap(line));
    } catch (IOException e) {
      LOG.debug("a refused client has disconnected", e);
    }
  }

  private void start(SocketChannel channel, InetAddress address, SessionContext context) {
    long number = numbers.incrementAndGet();
    SessionLoop loop;
    try {
      loop = new SessionLoop(context, channel, number);
    } catch (IOException | RuntimeException e) {
      limiter.leave(address);
      close(channel);
      return;
    }
    Thread thread =
        Thread.ofVirtual()
            .name("nioftpd-session-" + number)
            .unstarted(
                () -> {
                  try {
                    loop.run();
                  } finally {
                    sessions.remove(loop);
                    limiter.leave(address);
                  }
                });
    sessions.put(loop, thread);
    thread.start();
    if (closed.getCount() == 0) {
      loop.shutdown(); // the server was closed meanwhile
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("cannot close a connection", e);
    }
  }

  List<ActiveSession> sessions() {
    return sessions.keySet().stream().map(ActiveSession::new).toList();
  }

  void liftBans() {
    state.bans().clear();
  }

  /** Keeps the time limits of sessions, until the server is closed. */
  void watch() {
    while (!await(Duration.ofSeconds(1))) {
      Duration limit = current.settings.limits().idle();
      sessions.keySet().forEach(session -> session.tick(limit));
    }
  }

  private boolean await(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * Asks all sessions to end, gives transfers their grace, then ends them. Sessions that do not end
   * even then, because a call of a file system does not return, are left behind. The listeners are
   * closed already.
   */
  void close(Duration grace) {
    closed.countDown();
    proxies.close();
    sessions.keySet().forEach(SessionLoop::shutdown);
    if (!haveEnded(grace)) {
      sessions.keySet().forEach(SessionLoop::kill);
      if (!haveEnded(LAST)) {
        LOG.warn(
            "shut down with {} session(s) left: a file system call does not return",
            sessions.size());
      }
    }
    state.close();
  }

  private boolean haveEnded(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      for (Thread thread : sessions.values()) {
        if (thread.isAlive()
            && !thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
