package io.github.nioftpd.fs.vfs.sftp;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.fs.Settings;
import io.github.nioftpd.fs.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.vfs2.provider.sftp.IdentityRepositoryFactory;
import org.jspecify.annotations.Nullable;

/**
 * Trusted host keys: those of a file, or the one with a fingerprint, or all. VFS requests an
 * identity repository before it connects; that call also configures the host keys.
 *
 * @param file known hosts
 * @param fingerprint replaces the file, as {@code ssh-keygen -l} prints it
 * @param checks whether host keys are verified
 */
record HostKeys(Path file, Optional<String> fingerprint, boolean checks)
    implements IdentityRepositoryFactory {

  private static final String SHA_256 = "SHA256:";

  static HostKeys read(Settings settings) {
    Path file =
        settings
            .text("known-hosts")
            .map(HostKeys::existing)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".ssh", "known_hosts"));
    String choice = settings.text("host-key").orElse("check");
    if (choice.matches(SHA_256 + "[A-Za-z0-9+/]{43}=?")) {
      return new HostKeys(file, Optional.of(choice.replace("=", "")), true);
    }
    return switch (choice) {
      case "check" -> new HostKeys(file, Optional.empty(), true);
      case "ignore" -> new HostKeys(file, Optional.empty(), false);
      default ->
          throw new IllegalArgumentException(
              "the setting host-key: \""
                  + choice
                  + "\" is not check, ignore or a fingerprint such as SHA256:…");
    };
  }

  private static Path existing(String text) {
    Path file = Path.of(text);
    try {
      SmallFile.bytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the setting known-hosts: cannot read the file " + file + ": " + e.getMessage(), e);
    }
    return file;
  }

  @Override
  public IdentityRepository create(JSch jsch) {
    jsch.setHostKeyRepository(null); // VFS loaded a default file
    try {
      if (fingerprint.isPresent()) {
        jsch.setHostKeyRepository(new Pinned(fingerprint.get()));
      } else if (checks) {
        byte[] known = Presence.exists(file) ? SmallFile.bytes(file) : new byte[0];
        jsch.setKnownHosts(new ByteArrayInputStream(known));
      }
    } catch (JSchException | IOException e) {
      throw new IllegalStateException("cannot read known hosts from " + file, e);
    }
    return jsch.getIdentityRepository();
  }

  /** Accepts one key for any host name. */
  private record Pinned(String fingerprint) implements HostKeyRepository {

    @Override
    public int check(String host, byte[] key) {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
        String seen = SHA_256 + Base64.getEncoder().withoutPadding().encodeToString(hash);
        return seen.equals(fingerprint) ? OK : CHANGED;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void add(HostKey key, @Nullable UserInfo user) {}

    @Override
    public void remove(String host, @Nullable String type) {}

    @Override
    public void remove(String host, @Nullable String type, byte @Nullable [] key) {}

    @Override
    public String getKnownHostsRepositoryID() {
      return "the setting host-key";
    }

    @Override
    public HostKey[] getHostKey() {
      return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
      return new HostKey[0];
    }
  }
}
