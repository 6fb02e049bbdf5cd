package io.github.nioftpd.server.config;

import io.github.nioftpd.config.Network;
import java.util.List;

/** Client networks that are allowed or denied. */
public record AddressesSection(
    @Key(value = "Networks that can connect; default: all.") List<Network> allow,
    @Key(value = "Networks that cannot connect, even if they are allowed above.")
        List<Network> deny) {

  /** All networks. */
  public static final AddressesSection ALL = new AddressesSection(List.of(), List.of());
}
