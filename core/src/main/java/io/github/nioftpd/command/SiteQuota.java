package io.github.nioftpd.command;

import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.auth.Ratio;
import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.session.Call;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Session;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Trait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SITE QUOTA: shows the usage of the account and its limits. */
final class SiteQuota implements Command {

  private static final Spec SPEC =
      Spec.loggedIn("SITE QUOTA", "", "de facto").with(Trait.IN_BETWEEN);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Session session, Call call) throws IOException {
    AccountLimits limits = session.account().limits();
    Optional<Usage> usage = session.quota().usage();
    List<String> lines = new ArrayList<>();
    if (usage.isPresent()) {
      stored(lines, usage.get(), limits.quota());
      limits.ratio().ifPresent(ratio -> moved(lines, usage.get(), ratio));
    }
    if (limits.largestUpload() > 0) {
      lines.add("Largest upload: " + limits.largestUpload() + " bytes");
    }
    return lines.isEmpty()
        ? Reply.of(200, "No quota.")
        : Reply.of(200, "Quota of this account:", lines, "End of quota.");
  }

  private static void stored(List<String> lines, Usage usage, Quota quota) {
    lines.add("Stored bytes: " + usage.bytes() + of(quota.bytes()));
    lines.add("Stored files and directories: " + usage.files() + of(quota.files()));
  }

  private static String of(long most) {
    return most == 0 ? "" : " of " + most;
  }

  private static void moved(List<String> lines, Usage usage, Ratio ratio) {
    lines.add("Uploaded bytes: " + usage.uploaded());
    lines.add("Downloaded bytes: " + usage.downloaded());
    lines.add(
        "Ratio "
            + ratio.upload()
            + ":"
            + ratio.download()
            + ", bytes left to download: "
            + ratio.left(usage.uploaded(), usage.downloaded()));
  }
}
