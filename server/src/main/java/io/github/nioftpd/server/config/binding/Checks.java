package io.github.nioftpd.server.config.binding;

import io.github.nioftpd.config.Network;
import io.github.nioftpd.config.TlsPolicy.ClientCertificates;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.EventsSection;
import io.github.nioftpd.server.config.ListenerSection;
import io.github.nioftpd.server.config.ListenerSection.Required;
import io.github.nioftpd.server.events.EventJson;
import io.github.nioftpd.server.tls.TlsPolicies;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks of keys that depend on each other. */
public final class Checks {

  private static final Pattern FIELD = Pattern.compile("\\{([a-z]+)}");

  private final Configuration configuration;
  private final Problems problems;

  private Checks(Configuration configuration, Problems problems) {
    this.configuration = configuration;
    this.problems = problems;
  }

  /**
   * Checks a configuration that options make. Certificates are checked when they are loaded.
   *
   * @param configuration the configuration
   * @return the problems
   */
  public static List<Problem> of(Configuration configuration) {
    Problems problems = new Problems();
    check(configuration, problems);
    return problems.found();
  }

  static void check(Configuration configuration, Problems problems) {
    UserChecks.check(configuration, problems);
    FaultChecks.check(configuration, problems);
    Checks checks = new Checks(configuration, problems);
    checks.listeners();
    checks.passive();
    checks.ban();
    checks.programs();
    checks.webhooks();
  }

  private void listeners() {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < configuration.listeners().size(); i++) {
      ListenerSection listener = configuration.listeners().get(i);
      if (listener.address().getPort() != 0 && !seen.add(listener.address())) {
        problems.add("listeners[" + i + "].address", "is also the address of another listener");
      }
      notPassive(i, listener.address().getPort());
    }
  }

  private void notPassive(int listener, int port) {
    configuration
        .passive()
        .ports()
        .filter(ports -> ports.first() <= port && port <= ports.last())
        .ifPresent(
            ports ->
                problems.add(
                    "passive.ports",
                    "\"" + ports + "\" contains port " + port + " of listeners[" + listener + "]"));
  }

  /** Checks that certificates and cryptography can be used, for which files are read. */
  static void checkTls(Configuration configuration, Problems problems) {
    new Checks(configuration, problems).tls();
  }

  private void tls() {
    TlsPolicies policies;
    try {
      policies = new TlsPolicies(configuration);
    } catch (IllegalArgumentException e) {
      problems.add("tls.certificate", String.valueOf(e.getMessage()));
      return;
    }
    for (int i = 0; i < configuration.listeners().size(); i++) {
      try {
        listener("listeners[" + i + "]", configuration.listeners().get(i), policies);
      } catch (IllegalArgumentException e) {
        problems.add("tls", String.valueOf(e.getMessage()));
        return;
      }
    }
  }

  private void listener(String key, ListenerSection listener, TlsPolicies policies) {
    listener
        .compatibilityByNetwork()
        .keySet()
        .forEach(each -> network(key + ".compatibility-by-network." + each, each, problems));
    boolean demands =
        listener.require() != Required.NONE
            || listener.clientCertificates() != ClientCertificates.NONE
            || listener.ccc();
    if (policies.policy(listener).isEmpty() && demands) {
      problems.add(
          key + ".tls",
          "is off, but require, client-certificates or ccc need explicit or implicit");
    }
  }

  private void passive() {
    configuration.passive().address().ifPresent(host -> host("passive.address", host));
    configuration.passive().addressesByNetwork().forEach(this::network);
  }

  private void network(String network, String host) {
    String key = "passive.addresses-by-network." + network;
    network(key, network, problems);
    host(key, host);
  }

  private static void network(String key, String network, Problems problems) {
    try {
      Network.parse(network);
    } catch (IllegalArgumentException e) {
      problems.add(
          key, "is not a network; expected an address and a prefix length such as 10.0.0.0/8");
    }
  }

  private void host(String key, String host) {
    if (host.isBlank() || host.contains(":")) {
      problems.add(
          key,
          "\"" + host + "\" is not a host name or an IPv4 address; PASV cannot transmit others");
    }
  }

  private void ban() {
    positive("limits.ban.within", configuration.limits().ban().within());
    positive("limits.ban.duration", configuration.limits().ban().duration());
  }

  private void programs() {
    List<EventsSection.ProgramSection> programs = configuration.events().programs();
    for (int i = 0; i < programs.size(); i++) {
      String key = "events.programs[" + i + "]";
      List<String> command = programs.get(i).command();
      if (command.isEmpty() || command.getFirst().isBlank()) {
        problems.add(
            key + ".command",
            "is empty; expected a program such as [/usr/local/bin/scan, \"{file}\"]");
      }
      for (int j = 0; j < command.size(); j++) {
        fields(key + ".command[" + j + "]", command.get(j));
      }
      names(key, programs.get(i).events());
      positive(key + ".timeout", programs.get(i).timeout());
    }
  }

  /** Braces with another word may belong to the language of the program, such as awk. */
  private void fields(String key, String argument) {
    FIELD
        .matcher(argument)
        .results()
        .map(found -> found.group(1))
        .filter(word -> !EventJson.FIELDS.contains(word))
        .forEach(
            word ->
                Suggestion.to(word, EventJson.FIELDS)
                    .ifPresent(
                        meant ->
                            problems.add(
                                key,
                                "unknown field {" + word + "}; did you mean {" + meant + "}?")));
  }

  private void webhooks() {
    configuration
        .events()
        .webhooks()
        .forEach(
            (name, webhook) -> {
              String key = "events.webhooks." + name;
              if (!name.matches("[A-Za-z0-9-]{1,40}")) {
                problems.add(key, "invalid name; expected 1 to 40 letters, digits and hyphens");
              }
              names(key, webhook.events());
              positive(key + ".timeout", webhook.timeout());
              positive(key + ".keep", webhook.keep());
            });
  }

  private void positive(String key, Duration time) {
    if (time.isZero()) {
      problems.add(key, "must be greater than 0, such as 10s");
    }
  }

  private void names(String key, List<String> events) {
    List<String> known =
        Stream.concat(EventJson.NAMES.stream(), EventJson.QUESTIONS.stream()).toList();
    if (events.isEmpty()) {
      problems.add(key + ".events", "is empty; expected some of: " + String.join(", ", known));
    }
    for (int i = 0; i < events.size(); i++) {
      String event = events.get(i);
      if (!known.contains(event)) {
        String hint = Suggestion.hint(event, known);
        problems.add(
            key + ".events[" + i + "]",
            "unknown event "
                + event
                + "; "
                + (hint.isEmpty() ? "expected one of: " + String.join(", ", known) : hint));
      }
    }
  }
}
