package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nioftpd.config.TlsKeys;
import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.event.FtpReply;
import io.github.nioftpd.intercept.Exchange;
import io.github.nioftpd.intercept.Interceptor;
import io.github.nioftpd.intercept.Interceptor.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interceptor observes and changes the dialogue. */
final class InterceptorTest {

  private static TestFtp start(Interceptor interceptor) throws IOException {
    return TestFtp.start(builder -> builder.intercept((client, open) -> interceptor));
  }

  private static TestFtp commands(Function<Exchange, Action> action) throws IOException {
    return start(
        new Interceptor() {
          @Override
          public Action command(Exchange command) {
            return action.apply(command);
          }
        });
  }

  private static TestFtp replies(BiFunction<Exchange, FtpReply, Action> action) throws IOException {
    return start(
        new Interceptor() {
          @Override
          public Action reply(Exchange command, FtpReply reply) {
            return action.apply(command, reply);
          }
        });
  }

  private static Action answer(FtpReply... replies) {
    return new Action.Answer(List.of(replies));
  }

  private static Function<Exchange, Action> on(String verb, Action action) {
    return command -> command.verb().equals(verb) ? action : Action.PROCEED;
  }

  @Test
  void repliesReplaceACommand() throws Exception {
    FtpReply first = FtpReply.of(150, "first");
    FtpReply second = new FtpReply(450, List.of("not", "today"));
    try (TestFtp ftp = commands(on("DELE", answer(first, second)));
        RawClient client = ftp.login()) {
      Files.createFile(ftp.path("/a"));
      client.say("DELE a").expect("150 first");
      client.expect("450-not\n450 today");
      assertThat(ftp.path("/a")).exists();
      client.say("NOOP").expect(200);
    }
  }

  @Test
  void aCommandCanStayWithoutAnswer() throws Exception {
    try (TestFtp ftp = commands(on("STAT", answer()));
        RawClient client = ftp.login()) {
      client.send("STAT\r\n");
      client.say("PWD").expect(257);
    }
  }

  @Test
  void aCommandThatDoesNotExistIsSeen() throws Exception {
    try (TestFtp ftp = commands(on("XYZZY", answer(FtpReply.of(200, "Nothing happens."))));
        RawClient client = ftp.connect()) {
      client.say("xyzzy").expect("200 Nothing happens.");
    }
  }

  @Test
  void theControlConnectionCanBeClosed() throws Exception {
    try (TestFtp ftp = commands(on("NOOP", new Action.Close(false)));
        RawClient client = ftp.login()) {
      client.send("NOOP\r\n");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void theControlConnectionCanBeReset() throws Exception {
    try (TestFtp ftp = commands(on("NOOP", new Action.Close(true)));
        RawClient client = ftp.login()) {
      client.send("NOOP\r\n");
      assertThatThrownBy(client::rest).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aReplyOf421EndsTheSession() throws Exception {
    try (TestFtp ftp = commands(on("NOOP", answer(FtpReply.of(421, "Enough."))));
        RawClient client = ftp.login()) {
      client.say("NOOP").expect("421 Enough.");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void aReplyCanBeReplacedAndTheCommandRuns() throws Exception {
    try (TestFtp ftp =
            replies(
                (command, reply) ->
                    command.verb().equals("MKD")
                        ? answer(FtpReply.of(reply.code() + 193, "was " + reply.code()))
                        : Action.PROCEED);
        RawClient client = ftp.login()) {
      client.say("MKD a").expect("450 was 257");
      assertThat(ftp.path("/a")).isDirectory();
    }
  }

  @Test
  void theGreetingCanBeReplaced() throws Exception {
    FtpReply greeting = new FtpReply(220, List.of("one", "two"));
    try (TestFtp ftp =
            replies(
                (command, reply) -> command.verb().isEmpty() ? answer(greeting) : Action.PROCEED);
        RawClient client = new RawClient(ftp.server().address())) {
      client.expect("220-one\n220 two");
      client.say("NOOP").expect(200);
    }
  }

  @Test
  void theLastReplyOfATransferCanBeOmitted() throws Exception {
    try (TestFtp ftp =
            replies((command, reply) -> reply.code() == 226 ? answer() : Action.PROCEED);
        RawClient client = ftp.loginBinary()) {
      try (Socket data = client.passive()) {
        client.say("STOR a").expect(150);
        data.getOutputStream().write(new byte[10]);
      }
      client.say("SIZE a").expect("213 10");
    }
  }

  @Test
  void closingTheControlConnectionAbortsATransfer() throws Exception {
    try (TestFtp ftp = commands(on("NOOP", new Action.Close(false)));
        RawClient client = ftp.loginBinary();
        Socket data = client.passive()) {
      client.say("STOR a").expect(150);
      client.send("NOOP\r\n");
      assertThat(client.rest()).isEmpty();
      assertThatThrownBy(() -> data.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void repliesDuringATransferBelongToTheirCommands() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (TestFtp ftp =
            replies(
                (command, reply) -> {
                  seen.add(command + " " + reply.code());
                  return Action.PROCEED;
                });
        RawClient client = ftp.loginBinary()) {
      try (Socket data = client.passive()) {
        client.say("STOR a").expect(150);
        client.say("NOOP").expect(200);
        data.getOutputStream().write(1);
      }
      client.expect(226);
      client.say("PWD").expect(257);
    }
    assertThat(seen)
        .startsWith(" 220", "USER user 331", "PASS ****** 230")
        .containsSequence("STOR a 150", "NOOP 200", "STOR a 226", "PWD 257");
  }

  @Test
  void aCommandHasItsResolvedPath() throws Exception {
    List<Optional<String>> paths = new CopyOnWriteArrayList<>();
    try (TestFtp ftp =
            commands(
                command -> {
                  paths.add(command.path().map(Object::toString));
                  return Action.PROCEED;
                });
        RawClient client = ftp.login()) {
      client.say("MKD d").expect(257);
      client.say("CWD d").expect(250);
      client.say("SIZE ../d/./x").expect(550);
      client.say("NOOP").expect(200);
    }
    assertThat(paths)
        .endsWith(Optional.of("/d"), Optional.of("/d"), Optional.of("/d/x"), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSessionCanHaveAnotherTlsPolicy(boolean changed) throws Exception {
    TlsKeys other = keys("client.p12");
    Interceptor interceptor =
        new Interceptor() {
          @Override
          public TlsPolicy tls(TlsPolicy policy) {
            return changed ? policy.keys(other) : policy;
          }
        };
    try (TestFtp ftp =
            TestTls.start(tls -> tls, all -> all.intercept((client, open) -> interceptor));
        TlsClient client = TlsClient.explicit(ftp, "TLSv1.3")) {
      assertThat(client.certificate().equals(TestTls.store("client.p12").getCertificate("client")))
          .isEqualTo(changed);
      client.say("NOOP").expect(200);
    }
  }

  private static TlsKeys keys(String store) {
    try {
      return TlsKeys.of(TestTls.store(store), TestTls.password());
    } catch (java.security.GeneralSecurityException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Test
  void closedIsCalledOnceAtTheEnd() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (TestFtp ftp =
            start(
                new Interceptor() {
                  @Override
                  public void closed() {
                    calls.incrementAndGet();
                  }
                });
        RawClient client = ftp.login()) {
      assertThat(calls).hasValue(0);
      client.say("QUIT").expect(221);
      assertThat(client.rest()).isEmpty();
      ftp.server().close();
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void anInterceptorThatWaitsNoticesTheEndOfItsSession() throws Exception {
    CompletableFuture<Boolean> noticed = new CompletableFuture<>();
    try (TestFtp ftp =
        TestFtp.start(
            builder ->
                builder.intercept(
                    (client, open) ->
                        new Interceptor() {
                          @Override
                          public Action command(Exchange command) {
                            if (command.verb().equals("NOOP")) {
                              while (open.getAsBoolean()) {
                                Thread.onSpinWait();
                              }
                              noticed.complete(true);
                            }
                            return Action.PROCEED;
                          }
                        }))) {
      try (RawClient client = ftp.login()) {
        client.send("NOOP\r\n");
      }
      assertThat(noticed.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anInterceptorThatThrowsEndsItsSessionOnly() throws Exception {
    try (TestFtp ftp =
            commands(
                command -> {
                  if (command.verb().equals("NOOP")) {
                    throw new IllegalStateException("a bug of an interceptor");
                  }
                  return Action.PROCEED;
                });
        RawClient client = ftp.login();
        RawClient other = ftp.login()) {
      client.send("NOOP\r\n");
      assertThat(client.rest()).isEmpty();
      other.say("PWD").expect(257);
    }
  }
}
