package io.github.nioftpd.server.config;

import io.github.nioftpd.config.Network;
import java.util.List;

/** Who may connect. */
public record AddressesSection(
    @Key(value = "The networks that may connect; by default all.") List<Network> allow,
    @Key(value = "The networks that may not, even if they are allowed above.") List<Network> deny) {

  /** All networks. */
  public static final AddressesSection ALL = new AddressesSection(List.of(), List.of());
}
