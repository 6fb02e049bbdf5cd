package io.github.nioftpd.server.run;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.config.AddressRules;
import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.Compatibility;
import io.github.nioftpd.config.DataPolicy;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.Network;
import io.github.nioftpd.config.PassivePorts;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.FilesSection.Times;
import io.github.nioftpd.server.config.LdapSection;
import io.github.nioftpd.server.config.LimitsSection;
import io.github.nioftpd.server.config.ListenerSection;
import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.PamSection;
import io.github.nioftpd.server.config.PassiveSection;
import io.github.nioftpd.server.homes.Homes;
import io.github.nioftpd.server.ldap.LdapAuthenticator;
import io.github.nioftpd.server.password.Verification;
import io.github.nioftpd.server.system.PamAuthenticator;
import io.github.nioftpd.server.tls.Certificates;
import io.github.nioftpd.server.tls.TlsPolicies;
import io.github.nioftpd.server.users.AccountBuilder;
import io.github.nioftpd.server.users.AccountFactory;
import io.github.nioftpd.server.users.AnonymousUsers;
import io.github.nioftpd.server.users.AuthenticatorChain;
import io.github.nioftpd.server.users.ConfiguredUsers;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a configuration into the settings of a server. This is the only place that maps keys to
 * settings.
 */
public final class ServerAssembly {

  /** The home directory that PAM or LDAP reports. */
  private static final Location HOME = new Location("{home}");

  private final Homes homes;
  private final Verification verification;
  private final UsageLedger ledger;

  /**
   * Takes the state that outlives a configuration.
   *
   * @param homes the file systems of those who are logged in
   * @param verification compares passwords
   * @param ledger knows what accounts use
   */
  public ServerAssembly(Homes homes, Verification verification, UsageLedger ledger) {
    this.homes = homes;
    this.verification = verification;
    this.ledger = ledger;
  }

  /** The settings that a configuration says. */
  public FtpServer.Builder assemble(Configuration configuration) {
    FtpServer.Builder builder =
        FtpServer.builder()
            .authenticator(authenticator(configuration))
            .limits(limits(configuration.limits()))
            .bans(bans(configuration.limits().ban()))
            .addresses(
                AddressRules.EVERYBODY
                    .allow(configuration.addresses().allow())
                    .deny(configuration.addresses().deny()))
            .ledger(ledger)
            .passivePorts(passivePorts(configuration.passive()))
            .data(
                DataPolicy.DEFAULT
                    .foreignAddresses(configuration.data().foreignAddresses())
                    .privilegedPorts(configuration.data().privilegedPorts()))
            .banner(configuration.banner())
            .charset(configuration.files().encoding())
            .sendfile(configuration.files().sendfile());
    if (configuration.files().times() == Times.LOCAL) {
      builder.zone(ZoneId.systemDefault());
    }
    TlsPolicies tls = new TlsPolicies(configuration);
    configuration.listeners().forEach(each -> builder.listen(listener(each, tls)));
    tls.certificates().ifPresent(Certificates::log);
    return builder;
  }

  private static Endpoint listener(ListenerSection section, TlsPolicies tls) {
    Map<Network, Set<Compatibility>> byNetwork = new HashMap<>();
    section
        .compatibilityByNetwork()
        .forEach((network, some) -> byNetwork.put(Network.parse(network), Set.copyOf(some)));
    Endpoint listener =
        Endpoint.at(section.address())
            .proxies(section.proxies())
            .compatibility(Set.copyOf(section.compatibility()))
            .compatibilityByNetwork(byNetwork);
    return tls.policy(section).map(listener::tls).orElse(listener);
  }

  private Authenticator authenticator(Configuration configuration) {
    AccountBuilder profiles =
        new AccountBuilder(homes, configuration.files(), InstantSource.system());
    List<Authenticator> all = new ArrayList<>();
    for (Configuration.Source source : configuration.authenticators()) {
      switch (source) {
        case ANONYMOUS ->
            configuration.anonymous().ifPresent(who -> all.add(new AnonymousUsers(who, profiles)));
        case USERS -> all.add(new ConfiguredUsers(configuration, verification, profiles));
        case LDAP -> configuration.ldap().ifPresent(ldap -> all.add(ldap(ldap, profiles)));
        case PAM -> configuration.pam().ifPresent(pam -> all.add(pam(pam, profiles)));
      }
    }
    return new AuthenticatorChain(all);
  }

  private static Authenticator ldap(LdapSection section, AccountBuilder profiles) {
    AccountFactory accounts = profiles.factory(section.profile(), HOME);
    return profiles.admitting(
        section.profile(), new LdapAuthenticator(section.settings(), accounts));
  }

  private static Authenticator pam(PamSection section, AccountBuilder profiles) {
    AccountFactory accounts = profiles.factory(section.profile(), HOME);
    return profiles.admitting(
        section.profile(), new PamAuthenticator(section.settings(), accounts));
  }

  static Limits limits(LimitsSection section) {
    return Limits.DEFAULT
        .sessions(section.sessions())
        .sessionsPerAddress(section.sessionsPerAddress())
        .sessionsPerUser(section.sessionsPerUser())
        .transfers(section.transfers())
        .loginDeadline(section.loginDeadline())
        .bandwidth(section.bandwidth().bandwidth())
        .sessionBandwidth(section.sessionBandwidth().bandwidth())
        .connectionBandwidth(section.connectionBandwidth().bandwidth())
        .loginAttempts(section.loginAttempts())
        .loginDelay(section.loginDelay())
        .idle(section.idle())
        .dataStall(section.stall())
        .partFiles(section.partFiles())
        .dataConnect(section.connect());
  }

  private static BanPolicy bans(LimitsSection.BanSection section) {
    return BanPolicy.DEFAULT
        .failures(section.failures())
        .within(section.within())
        .duration(section.duration())
        .exempt(section.exempt());
  }

  static PassivePorts passivePorts(PassiveSection section) {
    PassivePorts ports =
        section
            .ports()
            .map(range -> PassivePorts.range(range.first(), range.last()))
            .orElse(PassivePorts.ANY);
    Map<Network, String> byNetwork = new HashMap<>();
    section
        .addressesByNetwork()
        .forEach((network, host) -> byNetwork.put(Network.parse(network), host));
    return section.address().map(ports::advertising).orElse(ports).advertising(byNetwork);
  }
}
