package io.github.nioftpd.fs.vfs.sftp;

import com.jcraft.jsch.ConfigRepository;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SSH configuration that prefers ciphers with hardware support. */
final class SshConfiguration implements ConfigRepository, ConfigRepository.Config {

  private static final String CIPHERS =
      "aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr,"
          + "chacha20-poly1305@openssh.com";

  private static final Map<String, String> VALUES =
      Map.of("cipher.c2s", CIPHERS, "cipher.s2c", CIPHERS);

  @Override
  public Config getConfig(String host) {
    return this;
  }

  @Override
  public @Nullable String getHostname() {
    return null;
  }

  @Override
  public @Nullable String getUser() {
    return null;
  }

  @Override
  public int getPort() {
    return -1;
  }

  @Override
  public @Nullable String getValue(String key) {
    return VALUES.get(key);
  }

  @Override
  public String @Nullable [] getValues(String key) {
    return null;
  }
}
