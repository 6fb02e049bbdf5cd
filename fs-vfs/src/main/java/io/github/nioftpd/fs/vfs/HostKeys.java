package io.github.nioftpd.fs.vfs;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import io.github.nioftpd.fs.Settings;
import io.github.nioftpd.fs.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.vfs2.provider.sftp.IdentityRepositoryFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which host keys are believed: those of a file, one of a fingerprint, or all. VFS asks for a
 * repository of identities before it connects, which is where its session learns of the hosts.
 *
 * @param file the known hosts
 * @param fingerprint the one that is expected instead, as {@code ssh-keygen -l} prints it
 * @param checks whether anything is checked at all
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
              "the setting host-key is check, ignore or a fingerprint such as SHA256:…, not \""
                  + choice
                  + "\"");
    };
  }

  private static Path existing(String text) {
    Path file = Path.of(text);
    try {
      SmallFile.bytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file of the setting known-hosts cannot be read: " + e.getMessage(), e);
    }
    return file;
  }

  @Override
  public IdentityRepository create(JSch jsch) {
    jsch.setHostKeyRepository(null); // it has read a file that nobody named
    try {
      if (fingerprint.isPresent()) {
        jsch.setHostKeyRepository(new Pinned(fingerprint.get()));
      } else if (checks) {
        byte[] known = Files.exists(file) ? SmallFile.bytes(file) : new byte[0];
        jsch.setKnownHosts(new ByteArrayInputStream(known));
      }
    } catch (JSchException | IOException e) {
      throw new IllegalStateException("known hosts cannot be read", e);
    }
    return jsch.getIdentityRepository();
  }

  /** Knows one key, whatever the host is called. */
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
