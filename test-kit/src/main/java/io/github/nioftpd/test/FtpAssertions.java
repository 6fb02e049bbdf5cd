package io.github.nioftpd.test;

/**
 * Assertions about an FTP server of a test, for AssertJ. A static import of {@link #assertThat} may
 * stand beside that of AssertJ's own.
 */
public final class FtpAssertions {

  private FtpAssertions() {}

  /**
   * {@return assertions about the files, commands and sessions of a server}
   *
   * @param ftp the server
   */
  public static FtpAssert assertThat(FtpControl ftp) {
    return new FtpAssert(ftp);
  }
}
