package io.github.nioftpd;

import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.command.Commands;
import io.github.nioftpd.config.AddressRules;
import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.DataPolicy;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.PassivePorts;
import io.github.nioftpd.data.PassivePortPool;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.VetoHook;
import io.github.nioftpd.intercept.Interceptor;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.CommandTable;
import io.github.nioftpd.session.EventLog;
import io.github.nioftpd.session.ServerSettings;
import io.github.nioftpd.wire.FtpTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The values of a {@link FtpServer.Builder}. Owned by one thread. */
final class Draft {

  private static final Endpoint DEFAULT =
      Endpoint.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2121));

  final List<Endpoint> endpoints = new ArrayList<>();
  final List<Command> commands = new ArrayList<>(Commands.all());
  private Optional<Authenticator> authenticator = Optional.empty();
  PassivePorts passivePorts = PassivePorts.ANY;
  Limits limits = Limits.DEFAULT;
  AddressRules addresses = AddressRules.EVERYBODY;
  BanPolicy bans = BanPolicy.DEFAULT;
  UsageLedger ledger = UsageLedger.inMemory();
  String banner = "nioftpd ready.";
  ZoneId zone = ZoneOffset.UTC;
  Charset charset = StandardCharsets.UTF_8;
  InstantSource clock = InstantSource.system();
  boolean sendfile = true;
  DataPolicy data = DataPolicy.DEFAULT;
  Duration grace = Duration.ofSeconds(10);
  Consumer<FtpEvent> events = event -> {};
  VetoHook veto = VetoHook.NONE;
  Interceptor.Factory interceptors = Interceptor.Factory.NONE;

  void authenticator(Authenticator who) {
    authenticator = Optional.of(who);
  }

  List<Endpoint> endpoints() {
    return endpoints.isEmpty() ? List.of(DEFAULT) : List.copyOf(endpoints);
  }

  ServerSettings settings() {
    return new ServerSettings(
        new CommandTable(commands),
        authenticator.orElseThrow(() -> new IllegalStateException("set an authenticator")),
        limits,
        addresses,
        bans,
        new PassivePortPool(passivePorts),
        new FtpTime(clock, zone),
        charset,
        banner,
        sendfile,
        data,
        EventLog.andThen(events),
        veto,
        interceptors);
  }
}
