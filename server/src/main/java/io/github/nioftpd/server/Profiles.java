package io.github.nioftpd.server;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permissions;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.auth.Ratio;
import io.github.nioftpd.config.Bandwidth;
import io.github.nioftpd.server.config.AccountSection;
import io.github.nioftpd.server.config.AccountSection.BandwidthSection;
import io.github.nioftpd.server.config.Allowed;
import io.github.nioftpd.server.config.FilesSection;
import io.github.nioftpd.server.config.ListenerSection.Required;
import io.github.nioftpd.server.config.Location;
import io.github.nioftpd.server.config.ProfileSection;
import io.github.nioftpd.server.config.ProfileSection.MissingHome;
import io.github.nioftpd.server.config.Size;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes accounts of profiles, whoever has let the user in. Safe for use by several threads. */
final class Profiles {

  private final Homes homes;
  private final FilesSection files;
  private final InstantSource clock;

  /**
   * Makes accounts.
   *
   * @param homes where file systems come from
   * @param files how local ones are served
   * @param clock tells what day it is
   */
  Profiles(Homes homes, FilesSection files, InstantSource clock) {
    this.homes = homes;
    this.files = files;
    this.clock = clock;
  }

  /**
   * Whether nobody may log in with a profile now: its time is over, or it asks for TLS and the
   * client does without. Asked before a password is looked at.
   */
  boolean refuses(ProfileSection profile, Credentials credentials) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    boolean clear = credentials instanceof Credentials.Password given && !given.encrypted();
    return profile.expires().filter(today::isAfter).isPresent()
        || (clear && profile.require().filter(Required::isOfControl).isPresent());
  }

  /** An authenticator that lets in whom it knows, unless their profile refuses them. */
  Authenticator admitting(ProfileSection profile, Authenticator who) {
    return credentials ->
        refuses(profile, credentials) ? Optional.empty() : who.authenticate(credentials);
  }

  /**
   * Makes an account and opens its home.
   *
   * @param name the name of the user
   * @param profile what holds for the user
   * @throws IOException when the home cannot be opened
   */
  Account account(String name, ProfileSection profile) throws IOException {
    return account(name, "", profile);
  }

  /**
   * Makes the accounts of a source of users who all have the same profile.
   *
   * @param profile what holds for them
   * @param otherwise where they are at home when the profile does not say
   */
  AccountFactory factory(ProfileSection profile, Location otherwise) {
    ProfileSection whole = profile.home().isPresent() ? profile : profile.home(otherwise);
    return (name, attributes) ->
        account(name, attributes.getOrDefault(AccountFactory.HOME, ""), whole);
  }

  private Account account(String name, String home, ProfileSection profile) throws IOException {
    FileSystem files = open(name, home, profile);
    Account account =
        Account.of(name, files, profile.permissions().orElse(Allowed.READ_ONLY).permissions());
    Permissions permissions = account.permissions();
    for (ProfileSection.DirectorySection rule : profile.directories()) {
      permissions =
          permissions.override(rule.path(), rule.recursive(), rule.permissions().permissions());
    }
    return account
        .home(profile.start().orElse(account.home()))
        .permissions(permissions)
        .limits(limits(profile.limits()))
        .encryptedData(profile.require().filter(Required::isOfData).isPresent())
        .messages(
            profile.messages().greeting().orElse(account.greeting()),
            profile.messages().farewell().orElse(account.farewell()));
  }

  static AccountLimits limits(AccountSection section) {
    AccountLimits limits =
        AccountLimits.NONE
            .sessions(section.sessions().orElse(0))
            .bandwidth(
                bandwidth(section.bandwidth()),
                bandwidth(section.sessionBandwidth()),
                bandwidth(section.connectionBandwidth()))
            .largestUpload(section.largestUpload().map(Size::bytes).orElse(0L))
            .quota(
                new Quota(
                    section.quotaBytes().map(Size::bytes).orElse(0L),
                    section.quotaFiles().orElse(0)));
    long credit = section.ratioCredit().map(Size::bytes).orElse(0L);
    return section
        .ratio()
        .map(ratio -> limits.ratio(new Ratio(ratio.upload(), ratio.download(), credit)))
        .orElse(limits);
  }

  private static Bandwidth bandwidth(Optional<BandwidthSection> section) {
    return section.map(ServerAssembly::bandwidth).orElse(Bandwidth.UNLIMITED);
  }

  /** Opens the home of a user. Whatever is wrong with it is told to the administrator alone. */
  private FileSystem open(String name, String home, ProfileSection profile) throws IOException {
    try {
      String location = profile.home().orElseThrow().of(name, home);
      if (isLocal(location)
          && profile.missingHome().orElse(MissingHome.REFUSE) == MissingHome.CREATE) {
        Files.createDirectories(path(location));
      }
      Map<String, String> settings = settings(location);
      profile.settings().forEach((key, value) -> settings.put(key, value.of(name)));
      return homes.enter(new Homes.Place(location, settings));
    } catch (IOException | IllegalArgumentException e) {
      String reason =
          e instanceof FileSystemException of ? Locations.explained(of) : e.getMessage();
      throw new IOException("the home of the user " + name + " cannot be opened: " + reason, e);
    }
  }

  private static boolean isLocal(String location) {
    return location.startsWith("/") || has(location, "file:");
  }

  private static boolean has(String location, String scheme) {
    return location.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static Path path(String location) {
    return location.startsWith("/")
        ? Path.of(location)
        : Path.of(URI.create(location.replaceFirst("\\?.*", "")));
  }

  private Map<String, String> settings(String location) {
    Map<String, String> settings = new HashMap<>();
    if (isLocal(location)) {
      settings.put("symlinks", files.symlinks().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    if (files.atomicUploads() && (isLocal(location) || has(location, "s3:"))) {
      settings.put("atomic-uploads", "true");
    }
    return settings;
  }
}
