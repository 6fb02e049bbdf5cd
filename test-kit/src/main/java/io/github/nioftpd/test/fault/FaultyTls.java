package io.github.nioftpd.test.fault;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.config.TlsPolicy.Resumption;
import io.github.nioftpd.test.tls.TestCertificates;

/** The faults of TLS. */
final class FaultyTls {

  private FaultyTls() {}

  static TlsPolicy change(TlsPolicy policy, Fault fault) {
    return switch (fault) {
      case Fault.Certificate certificate ->
          policy.keys(
              switch (certificate.problem()) {
                case EXPIRED -> TestCertificates.EXPIRED.serverKeys();
                case OTHER_NAME -> TestCertificates.OTHER_NAME.serverKeys();
              });
      case Fault.RefuseResumption refuse -> policy.resumption(Resumption.OFF);
      case Fault.RequireResumption require -> policy.resumption(Resumption.REQUIRED);
      default -> policy;
    };
  }
}
