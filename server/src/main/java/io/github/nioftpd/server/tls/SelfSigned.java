package io.github.nioftpd.server.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that the server makes for itself, once in a run as long as its names stay the same,
 * and keeps in memory, not on disk. Clients cannot know it but by its fingerprint.
 */
final class SelfSigned {

  private static final Duration LIFE = Duration.ofDays(3650);

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static @Nullable KeyStore made;
  private static List<String> madeFor = List.of();

  private SelfSigned() {}

  /** The store with key and certificate; the same as before when the names are. */
  static KeyStore store(List<String> names) throws GeneralSecurityException {
    LOCK.lock();
    try {
      KeyStore store = made;
      if (store == null || !madeFor.equals(names)) {
        store = Certificates.inMemory(make(withLoopback(names)));
        made = store;
        madeFor = List.copyOf(names);
      }
      return store;
    } finally {
      LOCK.unlock();
    }
  }

  /** The names under which a trial server is reached. */
  private static List<String> withLoopback(List<String> names) {
    return Stream.concat(names.stream(), Stream.of("localhost", "127.0.0.1")).distinct().toList();
  }

  private static Certificates.Identity make(List<String> names) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    X500Name subject =
        new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, names.getFirst()).build();
    Instant now = Instant.now();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              new BigInteger(127, new SecureRandom()),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(LIFE)),
              subject,
              pair.getPublic());
      GeneralName[] all = names.stream().map(SelfSigned::name).toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
      return new Certificates.Identity(pair.getPrivate(), List.of(certificate));
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static GeneralName name(String text) {
    boolean address = text.matches("[0-9.]+") || text.contains(":");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, text);
  }
}
