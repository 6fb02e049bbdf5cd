package io.github.nioftpd.session;

import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.config.AddressRules;
import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.DataPolicy;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.data.PassivePortPool;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.VetoHook;
import io.github.nioftpd.intercept.Interceptor;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.wire.FtpTime;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Consumer;

/**
 * The settings that all sessions of a server share. Immutable, as far as its parts are.
 *
 * @param commands the commands
 * @param authenticator decides on logins
 * @param limits the bounds
 * @param addresses which clients may connect
 * @param bans when an address is shut out
 * @param passivePorts where passive ports come from
 * @param time the one place for times
 * @param charset the charset of names
 * @param banner the text of the greeting, lines separated by LF
 * @param sendfile whether the kernel may copy plain files to clients
 * @param data which data connections clients may ask for
 * @param events the consumer of events
 * @param veto consulted before an action
 * @param interceptors change the dialogue, for tests of clients
 */
public record ServerSettings(
    CommandTable commands,
    Authenticator authenticator,
    Limits limits,
    AddressRules addresses,
    BanPolicy bans,
    PassivePortPool passivePorts,
    FtpTime time,
    Charset charset,
    String banner,
    boolean sendfile,
    DataPolicy data,
    Consumer<FtpEvent> events,
    VetoHook veto,
    Interceptor.Factory interceptors) {

  /** The reply that a client is greeted with. */
  Reply greeting() {
    List<String> lines = banner.lines().toList();
    return lines.isEmpty() ? Reply.of(220, "Ready.") : new Reply(220, lines);
  }
}
