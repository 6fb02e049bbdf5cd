package io.github.nioftpd.server.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.nioftpd.fs.SmallFile;
import io.github.nioftpd.server.tls.Certificates.Identity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a PEM file.
 *
 * @param file its name
 * @param certificates the certificates in their order
 * @param key the first key, if there is one, as it stands there
 */
record PemFile(Path file, List<X509Certificate> certificates, Optional<Object> key) {

  /** Reads a file; a certificate that makes no sense is refused. */
  static PemFile read(Path file) {
    List<X509Certificate> certificates = new ArrayList<>();
    Object key = null;
    try (BufferedReader in = new BufferedReader(new StringReader(text(file)));
        PEMParser parser = new PEMParser(in)) {
      skipByteOrderMark(in);
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof X509CertificateHolder holder) {
          certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
        } else if (key == null && isKey(part)) {
          key = part;
        }
      }
    } catch (GeneralSecurityException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw e instanceof FileSystemException ? Certificates.unreadable(file, e) : damaged(file, e);
    }
    return new PemFile(file, List.copyOf(certificates), Optional.ofNullable(key));
  }

  /** Editors of Windows begin a file with the three bytes of U+FEFF in UTF-8. */
  private static void skipByteOrderMark(BufferedReader in) throws IOException {
    in.mark(3);
    if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
      in.reset();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(SmallFile.bytes(file), ISO_8859_1);
  }

  private static IllegalArgumentException damaged(Path file, @Nullable Exception e) {
    return new IllegalArgumentException(file + " is not valid PEM", e);
  }

  private static boolean isKey(Object part) {
    return part instanceof PEMKeyPair
        || part instanceof PEMEncryptedKeyPair
        || part instanceof PrivateKeyInfo
        || part instanceof PKCS8EncryptedPrivateKeyInfo;
  }

  /** A key and the certificates that go with it, the key's own first. */
  static Identity identity(PemFile withChain, PemFile withKey, Optional<String> password)
      throws GeneralSecurityException {
    if (withChain.certificates.isEmpty()) {
      throw new IllegalArgumentException(withChain.file + " contains no PEM certificate");
    }
    if (withKey.key.isEmpty()) {
      throw new IllegalArgumentException(withKey.file + " contains no PEM private key");
    }
    PrivateKey key = withKey.privateKey(withKey.key.get(), password);
    for (X509Certificate certificate : withChain.certificates) {
      if (belong(key, certificate.getPublicKey())) {
        return new Identity(key, chain(certificate, withChain.certificates));
      }
    }
    throw new IllegalArgumentException(
        "the key in " + withKey.file + " does not belong to a certificate in " + withChain.file);
  }

  /** A certificate and those above it, in whatever order they stand. */
  private static List<X509Certificate> chain(X509Certificate first, List<X509Certificate> all) {
    List<X509Certificate> chain = new ArrayList<>();
    Optional<X509Certificate> next = Optional.of(first);
    while (next.isPresent()) {
      X509Certificate last = next.get();
      chain.add(last);
      next =
          all.stream()
              .filter(it -> it.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
              .filter(it -> !chain.contains(it))
              .findFirst();
    }
    return chain;
  }

  private PrivateKey privateKey(Object part, Optional<String> password) {
    try {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      return part instanceof PEMKeyPair pair
          ? converter.getKeyPair(pair).getPrivate()
          : converter.getPrivateKey(info(part, password));
    } catch (IOException | OperatorCreationException | PKCSException e) {
      String what = password.isPresent() ? "wrong password" : "invalid or corrupt";
      throw new IllegalArgumentException("cannot read the key in " + file + ": " + what, e);
    }
  }

  private PrivateKeyInfo info(Object part, Optional<String> password)
      throws IOException, OperatorCreationException, PKCSException {
    if (part instanceof PrivateKeyInfo info) {
      return info;
    }
    if (password.isEmpty()) {
      throw new IllegalArgumentException("the key in " + file + " needs a password");
    }
    char[] secret = password.get().toCharArray();
    BouncyCastleProvider provider = new BouncyCastleProvider();
    if (part instanceof PEMEncryptedKeyPair pair) {
      return pair.decryptKeyPair(
              new JcePEMDecryptorProviderBuilder().setProvider(provider).build(secret))
          .getPrivateKeyInfo();
    }
    return ((PKCS8EncryptedPrivateKeyInfo) part)
        .decryptPrivateKeyInfo(
            new JceOpenSSLPKCS8DecryptorProviderBuilder().setProvider(provider).build(secret));
  }

  /** Signs something with one and checks it with the other. */
  private static boolean belong(PrivateKey key, PublicKey other) throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    boolean sameType =
        other.getAlgorithm().equals(key.getAlgorithm())
            || (other.getAlgorithm().startsWith("Ed") && key.getAlgorithm().startsWith("Ed"));
    if (!sameType) {
      return false;
    }
    byte[] sample = new byte[32];
    new SecureRandom().nextBytes(sample);
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(sample);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(other);
    verifier.update(sample);
    return verifier.verify(signature);
  }
}
