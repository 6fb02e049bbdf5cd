package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.Installed;
import io.github.nioftpd.NeedsPrograms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of a program with other options, and the output of the program. */
final class OptionsTest {

  @TempDir private Path served;
  @TempDir private Path local;

  private static void requireIpv6() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      assertThat(socket.isBound()).isTrue();
    } catch (IOException e) {
      Installed.missing("the loopback interface has no IPv6: " + e.getMessage());
    }
  }

  private void ftplib(Server server, String host, String mode, String encoding, String name)
      throws Exception {
    Path script = Path.of(OptionsTest.class.getResource("ftplib_round.py").toURI());
    String port = String.valueOf(server.port());
    External.of("python3", local).run(script.toString(), host, port, mode, encoding, name);
  }

  @Test
  @NeedsPrograms({"curl", "python3"})
  void serveOverIpv6() throws Exception {
    requireIpv6();
    Samples.writeInto(local);
    try (Server server = Server.start(served.toString(), "-i", "::1")) {
      String url = "ftp://[::1]:" + server.port() + "/";
      External curl = External.of("curl", local, "-sS", "-g", "-u", "bob:secret");
      curl.run("-T", "big", url);
      assertThat(served.resolve("big")).hasBinaryContent(Samples.content("big"));
      curl.run("-o", "passive", url + "big");
      curl.run("-P", "-", "-o", "active", url + "big");
      assertThat(local.resolve("passive")).hasBinaryContent(Samples.content("big"));
      assertThat(local.resolve("active")).hasBinaryContent(Samples.content("big"));
      ftplib(server, "::1", "passive", "utf-8", Samples.NAMED);
      ftplib(server, "::1", "active", "utf-8", Samples.NAMED);
    }
  }

  @Test
  @NeedsPrograms({"curl", "python3"})
  void speakAnotherEncoding() throws Exception {
    Files.write(served.resolve("schön"), Samples.content(Samples.ONE));
    try (Server server = Server.start(served.toString(), "--encoding", "iso-8859-1")) {
      ftplib(server, "127.0.0.1", "passive", "latin-1", "grüße & küsse");
      External.of("curl", local).run("-sS", "-o", "back", server.url() + "/sch%F6n");
      assertThat(local.resolve("back")).hasBinaryContent(Samples.content(Samples.ONE));
    }
  }

  @Test
  @NeedsPrograms("bash")
  void completeInBash() throws Exception {
    External program = External.at(Server.JAVA, local, Server.PROGRAM);
    Path script = local.resolve("completion");
    Files.writeString(script, program.run("generate-completion"));
    External bash = External.of("bash", local);
    bash.run("-n", script.toString());
    String word =
        "compopt() { :; }; source completion; COMP_WORDS=(nioftpd --passw); COMP_CWORD=1;"
            + " _complete_nioftpd; echo ${COMPREPLY[@]}";
    assertThat(bash.run("-c", word).strip().split(" "))
        .containsExactlyInAnyOrder("--password", "--password-file");
  }
}
