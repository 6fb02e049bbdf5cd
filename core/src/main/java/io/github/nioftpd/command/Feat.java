package io.github.nioftpd.command;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.listing.Fact;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Outcome;
import io.github.nioftpd.session.Reply;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * FEAT: names what goes beyond RFC 959 (RFC 2389), for anybody. The facts that MLST would tell now
 * have a star.
 */
final class Feat implements Command {

  private static final Spec SPEC = Spec.anybody("FEAT", "", "RFC 2389 3");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) {
    List<String> features = new ArrayList<>();
    Optional<TlsPolicy> tls = session.protection().policy();
    if (tls.isPresent()) {
      features.add("AUTH TLS");
    }
    features.add("AVBL");
    if (tls.isPresent() && tls.get().clearCommandChannel()) {
      features.add("CCC");
    }
    features.add("CLNT");
    features.add("EPRT");
    features.add("EPSV");
    features.add("HOST");
    features.add("LANG EN*");
    features.add("MDTM");
    features.add("MFMT");
    features.add("MLST " + facts(session));
    if (tls.isPresent()) {
      features.add("PBSZ");
      features.add("PROT");
    }
    features.add("REST STREAM");
    features.add("SITE COPY");
    features.add("SITE UTIME");
    features.add("SIZE");
    features.add("TVFS");
    if (session.settings().charset().equals(StandardCharsets.UTF_8)) {
      features.add("UTF8");
    }
    return Reply.of(211, "Features supported:", features, "End FEAT.");
  }

  private static String facts(Session session) {
    StringBuilder text = new StringBuilder();
    for (Fact fact : Fact.values()) {
      text.append(fact.label()).append(session.parameters().facts().contains(fact) ? "*;" : ";");
    }
    return text.toString();
  }
}
