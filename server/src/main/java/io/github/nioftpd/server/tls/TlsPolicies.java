package io.github.nioftpd.server.tls;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.ExistingFile;
import io.github.nioftpd.server.config.ListenerSection;
import io.github.nioftpd.server.config.ListenerSection.Mode;
import io.github.nioftpd.server.config.ListenerSection.Required;
import io.github.nioftpd.server.config.Secret;
import io.github.nioftpd.server.config.TlsSection;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the listeners of a configuration use TLS. Immutable. */
public final class TlsPolicies {

  private final TlsSection section;
  private final Optional<Certificates> certificates;

  /**
   * Reads the certificates of a configuration, when it has a listener that needs them.
   *
   * @param configuration the configuration
   * @throws IllegalArgumentException when a certificate cannot be used; the message names its file
   */
  public TlsPolicies(Configuration configuration) {
    this.section = configuration.tls();
    boolean used = configuration.listeners().stream().anyMatch(each -> each.tls() != Mode.OFF);
    this.certificates =
        used ? Optional.of(Certificates.load(settings(configuration))) : Optional.empty();
  }

  private static Certificates.Settings settings(Configuration configuration) {
    TlsSection section = configuration.tls();
    Optional<Certificates.Source> source =
        section.certificate().map(file -> source(file, section.key(), section.keyPassword()));
    List<Certificates.HostSource> hosts = new ArrayList<>();
    for (TlsSection.CertificateSection host : section.hosts()) {
      hosts.add(
          new Certificates.HostSource(
              Set.of(), source(host.certificate(), host.key(), host.keyPassword())));
    }
    return new Certificates.Settings(
        source, hosts, section.clientCa().map(ExistingFile::path), names(configuration));
  }

  private static Certificates.Source source(
      ExistingFile certificate, Optional<ExistingFile> key, Optional<Secret> password) {
    return new Certificates.Source(
        certificate.path(), key.map(ExistingFile::path), password.map(Secret::value));
  }

  /** The names in the self-signed certificate. */
  private static List<String> names(Configuration configuration) {
    List<String> names = new ArrayList<>();
    configuration.passive().address().ifPresent(names::add);
    for (ListenerSection listener : configuration.listeners()) {
      InetAddress address = listener.address().getAddress();
      if (!address.isAnyLocalAddress()) {
        names.add(listener.address().getHostString());
      }
    }
    return names;
  }

  /**
   * How a listener uses TLS.
   *
   * @param listener one of the configuration
   * @return the policy, or empty when it does not
   * @throws IllegalArgumentException when something about it is wrong
   */
  public Optional<TlsPolicy> policy(ListenerSection listener) {
    if (listener.tls() == Mode.OFF) {
      return Optional.empty();
    }
    Required require = listener.require();
    return certificates.map(
        known ->
            TlsPolicy.offered(known.keys())
                .implicit(listener.tls() == Mode.IMPLICIT)
                .controlRequired(require.isOfControl())
                .dataRequired(require.isOfData())
                .clientCertificates(listener.clientCertificates())
                .resumption(listener.resumption())
                .clearCommandChannel(listener.ccc())
                .protocols(section.protocols())
                .ciphers(section.ciphers()));
  }

  /**
   * The certificates that clients are shown.
   *
   * @return the default first, then those of further hosts; empty without TLS
   */
  public Optional<Certificates> certificates() {
    return certificates;
  }
}
