package io.github.nioftpd.session;

import io.github.nioftpd.listing.Fact;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a client: the transfer parameters of RFC 959, the facts of MLST, and what REST,
 * RNFR or SITE CPFR announced for the next command. A new login begins with new ones. Owned by the
 * thread of the session.
 */
public final class TransferParameters {

  /** What REST, RNFR or SITE CPFR set for one later command. */
  private record Announcement(
      long restartOffset, @Nullable RenameSource renameSource, @Nullable Path copySource) {

    static final Announcement NONE = new Announcement(0, null, null);
  }

  /**
   * What RNTO renames.
   *
   * @param path what RNFR named
   * @param directory whether that is a directory
   */
  public record RenameSource(Path path, boolean directory) {}

  private boolean ascii = true;
  private Announcement current = Announcement.NONE;
  private Announcement next = Announcement.NONE;
  private boolean extendedOnly;
  private Set<Fact> facts = Fact.DEFAULT;

  /** Sizes of partial uploads that the client was sent, the latest of them. */
  private final Map<Path, Long> partials = new LinkedHashMap<>();

  private static final int MOST_PARTIALS = 1_000;

  TransferParameters() {}

  /** Whether transfers are of type A. */
  public boolean isAscii() {
    return ascii;
  }

  /** Sets the type of transfers. */
  public void ascii(boolean on) {
    ascii = on;
  }

  /**
   * Begins a command: an announcement is meant for it and ends with it, however it ends. Only a
   * command permitted in between leaves the announcement to the one after it.
   *
   * @param command the command, or empty when the line named none
   */
  void begin(Optional<Spec> command) {
    if (command.map(spec -> spec.has(Spec.Trait.IN_BETWEEN)).orElse(false)) {
      current = Announcement.NONE;
    } else {
      current = next;
      next = Announcement.NONE;
    }
  }

  /**
   * Sets where the next transfer starts.
   *
   * @param offset in bytes, 0 or more
   */
  public void restartAt(long offset) {
    next = new Announcement(offset, null, null);
  }

  /**
   * The offset that REST announced for this command.
   *
   * @return an offset in bytes, 0 when REST was not sent
   */
  public long restartOffset() {
    return current.restartOffset();
  }

  /** Announces what RNTO will rename. */
  public void renameSource(RenameSource source) {
    next = new Announcement(0, source, null);
  }

  /**
   * The file or directory that RNFR announced for this command.
   *
   * @return what RNFR named, or empty when no successful RNFR came before
   */
  public Optional<RenameSource> renameSource() {
    return Optional.ofNullable(current.renameSource());
  }

  /** Announces what SITE CPTO will copy. */
  public void copySource(Path path) {
    next = new Announcement(0, null, path);
  }

  /**
   * The file that SITE CPFR announced for this command.
   *
   * @return the path, or empty when no successful SITE CPFR came before
   */
  public Optional<Path> copySource() {
    return Optional.ofNullable(current.copySource());
  }

  /**
   * Remembers the size of a partial upload that the client is sent.
   *
   * @param size in bytes
   */
  public void partial(Path path, long size) {
    if (partials.size() >= MOST_PARTIALS) {
      partials.remove(partials.keySet().iterator().next());
    }
    partials.put(path, size);
  }

  /**
   * The size of a partial upload that the client was sent.
   *
   * @return in bytes, or empty when the client was sent none, or that of the file
   */
  public OptionalLong partial(Path path) {
    Long size = partials.get(path);
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /** Forgets the size of a partial upload. */
  public void forgetPartial(Path path) {
    partials.remove(path);
  }

  /** The facts that MLSD and MLST tell. */
  public Set<Fact> facts() {
    return facts;
  }

  /** Selects the facts that MLSD and MLST tell. */
  public void facts(Set<Fact> selection) {
    EnumSet<Fact> copy = EnumSet.noneOf(Fact.class);
    copy.addAll(selection);
    facts = copy;
  }

  /** Whether the client has sent EPSV ALL. */
  public boolean isExtendedOnly() {
    return extendedOnly;
  }

  /** Refuses PORT, PASV and EPRT from now on. */
  public void extendedOnly() {
    extendedOnly = true;
  }
}
