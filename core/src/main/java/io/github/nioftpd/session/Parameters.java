package io.github.nioftpd.session;

import io.github.nioftpd.listing.Fact;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client has set for the commands to come: the transfer parameters of RFC 959, the restart
 * marker, what to rename or copy, the facts of MLST. A new login begins with new ones. Owned by the
 * thread of the session.
 */
public final class Parameters {

  private boolean ascii = true;
  private long restartMarker;
  private @Nullable Path renameSource;
  private @Nullable Path copySource;
  private boolean extendedOnly;
  private Set<Fact> facts = Fact.DEFAULT;

  Parameters() {}

  /**
   * Whether transfers are of type A.
   *
   * @return true for A, false for I
   */
  public boolean isAscii() {
    return ascii;
  }

  /**
   * Sets the type of transfers.
   *
   * @param on true for A, false for I
   */
  public void ascii(boolean on) {
    ascii = on;
  }

  /**
   * Sets where the next transfer starts.
   *
   * @param offset in bytes, 0 or more
   */
  public void restartAt(long offset) {
    restartMarker = offset;
  }

  /**
   * Tells where the transfer starts, and forgets it.
   *
   * @return an offset in bytes, 0 when REST was not sent
   */
  public long takeRestartMarker() {
    long offset = restartMarker;
    restartMarker = 0;
    return offset;
  }

  /**
   * Remembers what RNTO will rename.
   *
   * @param path what RNFR named
   */
  public void renameSource(Path path) {
    renameSource = path;
  }

  /** What RNFR named, without forgetting it. */
  Optional<Path> renameSource() {
    return Optional.ofNullable(renameSource);
  }

  /**
   * Tells what RNFR named, and forgets it.
   *
   * @return the path, or empty when RNFR was not sent, or did not succeed, since the last RNTO
   */
  public Optional<Path> takeRenameSource() {
    Optional<Path> source = Optional.ofNullable(renameSource);
    renameSource = null;
    return source;
  }

  /**
   * Remembers what SITE CPTO will copy.
   *
   * @param path what SITE CPFR named
   */
  public void copySource(Path path) {
    copySource = path;
  }

  /** What SITE CPFR named, without forgetting it. */
  Optional<Path> copySource() {
    return Optional.ofNullable(copySource);
  }

  /**
   * Tells what SITE CPFR named, and forgets it.
   *
   * @return the path, or empty when SITE CPFR was not sent, or did not succeed, since the last SITE
   *     CPTO
   */
  public Optional<Path> takeCopySource() {
    Optional<Path> source = Optional.ofNullable(copySource);
    copySource = null;
    return source;
  }

  /**
   * The facts that MLSD and MLST tell.
   *
   * @return in the order they are told
   */
  public Set<Fact> facts() {
    return facts;
  }

  /**
   * Selects the facts that MLSD and MLST tell.
   *
   * @param selection any of them, or none
   */
  public void facts(Set<Fact> selection) {
    EnumSet<Fact> copy = EnumSet.noneOf(Fact.class);
    copy.addAll(selection);
    facts = copy;
  }

  /**
   * Whether the client has sent EPSV ALL.
   *
   * @return true when PORT, PASV and EPRT are refused from now on
   */
  public boolean isExtendedOnly() {
    return extendedOnly;
  }

  /** Refuses PORT, PASV and EPRT from now on. */
  public void extendedOnly() {
    extendedOnly = true;
  }
}
