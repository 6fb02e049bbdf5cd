package io.github.nioftpd.command;

import io.github.nioftpd.session.Command;
import java.util.List;
import java.util.stream.Stream;

/** All commands of the server. */
public final class Commands {

  private static final List<Command> RFC_959 =
      List.of(
          new User(),
          new Pass(),
          new Acct(),
          new Cwd(),
          new Cdup(),
          new Unimplemented("RFC 959 4.1.1", "SMNT"),
          new Rein(),
          new Quit(),
          new Port(),
          new Pasv(),
          new Type(),
          new Stru(),
          new Mode(),
          new Retr(),
          new Stor(),
          new Stou(),
          new Appe(),
          new Allo(),
          new Rest(),
          new Rnfr(),
          new Rnto(),
          new Abor(),
          new Dele(),
          new Rmd(),
          new Mkd(),
          new Pwd(),
          new ListCommand(),
          new Nlst(),
          new Site(),
          new Syst(),
          new Stat(),
          new Help(),
          new Noop());

  private static final List<Command> LATER =
      List.of(
          new Feat(),
          new Opts(),
          new Lang(),
          new Eprt(),
          new Epsv(),
          new Size(),
          new Mdtm(),
          new Mlst(),
          new Mlsd(),
          new Mfmt(),
          new Host(),
          new Clnt(),
          new Avbl(),
          new SiteHelp(),
          new SiteChmod(),
          new SiteUtime(),
          new SiteCpfr(),
          new SiteCpto(),
          new SiteQuota(),
          new Auth(),
          new Pbsz(),
          new Prot(),
          new Ccc(),
          new Unimplemented("RFC 2228 3", "ADAT", "CONF", "ENC", "MIC"),
          new Unimplemented("RFC 1639", "LPRT", "LPSV"));

  private Commands() {}

  /** The commands in the order of RFC 959, then those of later RFCs, then SITE. */
  public static List<Command> all() {
    return Stream.concat(RFC_959.stream(), LATER.stream()).toList();
  }
}
