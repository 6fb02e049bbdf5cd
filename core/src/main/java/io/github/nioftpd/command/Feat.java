package io.github.nioftpd.command;

import io.github.nioftpd.config.TlsPolicy;
import io.github.nioftpd.fs.Capabilities;
import io.github.nioftpd.fs.Capability;
import io.github.nioftpd.listing.Fact;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * FEAT: names what goes beyond RFC 959 (RFC 2389), for anybody. The facts that MLST would tell now
 * have a star; what no part of the file system can do is left out.
 */
final class Feat implements Command {

  private static final Spec SPEC = Spec.anybody("FEAT", "", "RFC 2389 3").with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, String argument) throws Refused {
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
    if (can(session, Capability.SET_TIME)) {
      features.add("MFMT");
    }
    features.add("MLST " + facts(session));
    if (tls.isPresent()) {
      features.add("PBSZ");
      features.add("PROT");
    }
    features.add("REST STREAM");
    if (can(session, Capability.WRITE)) {
      features.add("SITE COPY");
    }
    if (can(session, Capability.SET_TIME)) {
      features.add("SITE UTIME");
    }
    features.add("SIZE");
    features.add("TVFS");
    if (session.settings().charset().equals(StandardCharsets.UTF_8)) {
      features.add("UTF8");
    }
    return Reply.of(211, "Features supported:", features, "End FEAT.");
  }

  /** Before the login, everything may turn out to be possible. */
  private static boolean can(Session session, Capability capability) throws Refused {
    return !session.isLoggedIn()
        || Capabilities.of(session.account().fileSystem()).contains(capability);
  }

  private static String facts(Session session) {
    StringBuilder text = new StringBuilder();
    for (Fact fact : Fact.values()) {
      text.append(fact.label()).append(session.parameters().facts().contains(fact) ? "*;" : ";");
    }
    return text.toString();
  }
}
