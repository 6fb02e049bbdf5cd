package io.github.nioftpd.server.users;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.PermissionRules;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.auth.Ratio;
import io.github.nioftpd.config.Bandwidth;
import io.github.nioftpd.server.config.AccountSection;
import io.github.nioftpd.server.config.AccountSection.BandwidthSection;
import io.github.nioftpd.server.config.FilesSection;
import io.github.nioftpd.server.config.ListenerSection.Required;
import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.MountSection;
import io.github.nioftpd.server.config.PermissionSet;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.Size;
import io.github.nioftpd.server.homes.Homes;
import io.github.nioftpd.server.homes.UserFileSystems;
import io.github.nioftpd.server.homes.UserFileSystems.Visitor;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Creates accounts from profiles, for all user sources. Safe for use by several threads. */
public final class AccountBuilder {

  private final UserFileSystems files;
  private final InstantSource clock;

  /**
   * Creates accounts.
   *
   * @param homes where file systems come from
   * @param files how local ones are served
   * @param clock for the expiry date
   */
  public AccountBuilder(Homes homes, FilesSection files, InstantSource clock) {
    this.files = new UserFileSystems(homes, files);
    this.clock = clock;
  }

  /**
   * Whether logins with a profile are refused now: its time is over, or it asks for TLS and the
   * client does without. Asked before a password is looked at.
   */
  boolean refuses(ProfileSection profile, Credentials credentials) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    boolean clear = credentials instanceof Credentials.Password given && !given.encrypted();
    return profile.expires().filter(today::isAfter).isPresent()
        || (clear && profile.require().filter(Required::isOfControl).isPresent());
  }

  /** An authenticator that also applies the conditions of a profile. */
  public Authenticator admitting(ProfileSection profile, Authenticator who) {
    return credentials ->
        refuses(profile, credentials) ? Optional.empty() : who.authenticate(credentials);
  }

  /**
   * Creates an account and opens its home directory.
   *
   * @param name the name of the user
   * @param profile the profile of the user
   * @throws IOException when the home cannot be opened
   */
  public Account account(String name, ProfileSection profile) throws IOException {
    return account(new Visitor(name, "", UnaryOperator.identity()), profile);
  }

  /**
   * Returns a factory for a user source, whose users all have the same profile.
   *
   * @param profile their profile
   * @param otherwise where they are at home when the profile does not say
   */
  public AccountFactory factory(ProfileSection profile, Location otherwise) {
    ProfileSection whole = profile.home().isPresent() ? profile : profile.home(otherwise);
    return new AccountFactory() {
      @Override
      public Account account(String name, Map<String, String> attributes) throws IOException {
        return account(name, attributes, UnaryOperator.identity());
      }

      @Override
      public Account account(
          String name, Map<String, String> attributes, UnaryOperator<FileSystem> acting)
          throws IOException {
        String home = attributes.getOrDefault(AccountFactory.HOME, "");
        return AccountBuilder.this.account(new Visitor(name, home, acting), whole);
      }
    };
  }

  private Account account(Visitor who, ProfileSection profile) throws IOException {
    Account account =
        Account.of(
            who.name(),
            files.open(who, profile),
            profile.permissions().orElse(PermissionSet.READ_ONLY).permissions());
    PermissionRules permissions = account.permissions();
    for (MountSection mount : profile.mounts()) {
      if (mount.permissions().isPresent()) {
        permissions =
            permissions.override(mount.path(), true, mount.permissions().get().permissions());
      }
    }
    for (ProfileSection.DirectorySection rule : profile.directories()) {
      permissions =
          permissions.override(rule.path(), rule.recursive(), rule.permissions().permissions());
    }
    return account
        .home(profile.start().orElse(account.home()))
        .permissions(permissions)
        .limits(limits(profile.limits()))
        .encryptedData(profile.require().filter(Required::isOfData).isPresent())
        .compatibility(Set.copyOf(profile.compatibility()))
        .greeting(profile.messages().greeting().orElse(account.greeting()))
        .farewell(profile.messages().farewell().orElse(account.farewell()));
  }

  static AccountLimits limits(AccountSection section) {
    AccountLimits limits =
        AccountLimits.NONE
            .sessions(section.sessions().orElse(0))
            .bandwidth(bandwidth(section.bandwidth()))
            .sessionBandwidth(bandwidth(section.sessionBandwidth()))
            .connectionBandwidth(bandwidth(section.connectionBandwidth()))
            .largestUpload(section.largestUpload().map(Size::bytes).orElse(0L))
            .quota(
                Quota.UNLIMITED
                    .bytes(section.quotaBytes().map(Size::bytes).orElse(0L))
                    .files(section.quotaFiles().orElse(0)));
    long credit = section.ratioCredit().map(Size::bytes).orElse(0L);
    return section
        .ratio()
        .map(ratio -> limits.ratio(new Ratio(ratio.upload(), ratio.download(), credit)))
        .orElse(limits);
  }

  private static Bandwidth bandwidth(Optional<BandwidthSection> section) {
    return section.map(BandwidthSection::bandwidth).orElse(Bandwidth.UNLIMITED);
  }
}
