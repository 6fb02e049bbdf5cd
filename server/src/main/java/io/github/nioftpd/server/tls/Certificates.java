package io.github.nioftpd.server.tls;

import io.github.nioftpd.config.TlsKeys;
import io.github.nioftpd.fs.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys and certificates of the server, read from the files that settings name. Whatever is
 * wrong with a file is an IllegalArgumentException of one sentence that names it. To read them
 * again is to call {@link #load} again.
 *
 * @param keys what TLS needs
 * @param shown the certificate of each host, the default first
 * @param made whether the default was made for this run
 */
public record Certificates(TlsKeys keys, List<X509Certificate> shown, boolean made) {

  private static final char[] IN_MEMORY = "in memory".toCharArray();
  private static final int DNS_NAME = 2;

  /**
   * The files of one certificate.
   *
   * @param certificate PEM with the certificate and those above it, or PKCS#12 with the key too
   * @param key PEM with the key: PKCS#8, PKCS#1 or SEC 1; empty when it stands in the other file
   * @param password of the key or the store, if it has one; {@code toString} hides it
   */
  public record Source(Path certificate, Optional<Path> key, Optional<String> password) {
    @Override
    public String toString() {
      return "Source[" + certificate + ", " + key + ", password=****]";
    }
  }

  /**
   * A certificate for some hosts only.
   *
   * @param names host names, or {@code *.example.org}; none for those in the certificate
   * @param source its files
   */
  public record HostSource(Set<String> names, Source source) {}

  /**
   * The files to load.
   *
   * @param source the certificate for all hosts; empty for one that is made for this run
   * @param hosts further ones
   * @param clientAuthorities PEM with the authorities whose certificates clients may show
   * @param names for a certificate that is made: the names and addresses of this server
   */
  public record Settings(
      Optional<Source> source,
      List<HostSource> hosts,
      Optional<Path> clientAuthorities,
      List<String> names) {

    /** A certificate that is made for this run. */
    public static Settings selfSigned(List<String> names) {
      return new Settings(Optional.empty(), List.of(), Optional.empty(), names);
    }
  }

  /**
   * Reads the files.
   *
   * @param settings which
   * @return their content
   * @throws IllegalArgumentException when one cannot be used; the message names it
   */
  public static Certificates load(Settings settings) {
    try {
      List<X509Certificate> shown = new ArrayList<>();
      KeyStore first =
          settings.source().isPresent()
              ? store(settings.source().get())
              : SelfSigned.store(settings.names());
      char[] password = password(settings.source());
      TlsKeys keys = TlsKeys.of(first, password);
      shown.add(certificate(first));
      for (HostSource host : settings.hosts()) {
        KeyStore store = store(host.source());
        Set<String> names = host.names().isEmpty() ? names(certificate(store)) : host.names();
        keys = keys.host(names, store, password(Optional.of(host.source())));
        shown.add(certificate(store));
      }
      if (settings.clientAuthorities().isPresent()) {
        keys = keys.trusting(authorities(settings.clientAuthorities().get()));
      }
      return new Certificates(keys, List.copyOf(shown), settings.source().isEmpty());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot use the certificate: " + e.getMessage(), e);
    }
  }

  private static char[] password(Optional<Source> source) {
    boolean pkcs12 = source.isPresent() && isPkcs12(source.get().certificate());
    return pkcs12 ? source.get().password().orElse("").toCharArray() : IN_MEMORY.clone();
  }

  private static KeyStore store(Source source) throws GeneralSecurityException {
    if (isPkcs12(source.certificate())) {
      return pkcs12(source);
    }
    PemFile pem = PemFile.read(source.certificate());
    PemFile withKey = source.key().isPresent() ? PemFile.read(source.key().get()) : pem;
    return inMemory(PemFile.identity(pem, withKey, source.password()));
  }

  /** A key with its certificate, and those above it. */
  record Identity(java.security.PrivateKey key, List<X509Certificate> chain) {
    @Override
    public String toString() {
      return "Identity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
  }

  static KeyStore inMemory(Identity identity) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      X509Certificate[] chain = identity.chain().toArray(X509Certificate[]::new);
      store.setKeyEntry("server", identity.key(), IN_MEMORY.clone(), chain);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static KeyStore pkcs12(Source source) throws GeneralSecurityException {
    Path file = source.certificate();
    try (InputStream in = new ByteArrayInputStream(SmallFile.bytes(file))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, source.password().orElse("").toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return store;
        }
      }
      throw new IllegalArgumentException(file + " contains no key");
    } catch (IOException e) {
      boolean wrong = e.getCause() instanceof java.security.UnrecoverableKeyException;
      String reason = wrong ? "wrong password" : "invalid or corrupt";
      throw new IllegalArgumentException("cannot open " + file + ": " + reason, e);
    }
  }

  /** PEM is text; PKCS#12 is DER, which begins with a sequence. */
  private static boolean isPkcs12(Path file) {
    try {
      byte[] bytes = SmallFile.bytes(file);
      return bytes.length > 0 && bytes[0] == 0x30;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static IllegalArgumentException unreadable(Path file, IOException e) {
    String reason = e instanceof NoSuchFileException ? "file not found" : "" + e.getMessage();
    return new IllegalArgumentException("cannot read " + file + ": " + reason, e);
  }

  private static Collection<X509Certificate> authorities(Path file) {
    List<X509Certificate> authorities = PemFile.read(file).certificates();
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException(file + " contains no PEM certificate");
    }
    return authorities;
  }

  private static X509Certificate certificate(KeyStore store) throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate its) {
        return its;
      }
    }
    throw new GeneralSecurityException("no certificate belongs to the key");
  }

  private static Set<String> names(X509Certificate certificate) throws CertificateParsingException {
    Set<String> names = new LinkedHashSet<>();
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    for (List<?> name : all == null ? List.<List<?>>of() : all) {
      if (name.getFirst() instanceof Integer type && type == DNS_NAME) {
        names.add(String.valueOf(name.get(1)));
      }
    }
    return names;
  }

  /** Tells in the log which certificates clients are shown. */
  public void log() {
    // made here: made with the class, it would come before the level of the log is known
    Logger log = LoggerFactory.getLogger(Certificates.class);
    for (X509Certificate certificate : shown) {
      log.info(
          "certificate{}: {}, valid until {}, SHA-256 fingerprint {}",
          made && certificate.equals(shown.getFirst()) ? " (self-signed, created at start-up)" : "",
          certificate.getSubjectX500Principal(),
          certificate.getNotAfter().toInstant(),
          fingerprint(certificate));
    }
  }

  /** The fingerprint of a certificate by SHA-256, as clients show it. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
