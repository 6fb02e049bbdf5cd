package io.github.nioftpd.fs.vfs;

import org.apache.commons.vfs2.UserAuthenticationData;
import org.apache.commons.vfs2.UserAuthenticator;

/** Knows a password and tells VFS; the user stands in the location. Immutable. */
final class Password implements UserAuthenticator {

  private final String text;

  Password(String text) {
    this.text = text;
  }

  @Override
  public UserAuthenticationData requestAuthentication(UserAuthenticationData.Type[] types) {
    UserAuthenticationData data = new UserAuthenticationData();
    for (UserAuthenticationData.Type type : types) {
      if (type.equals(UserAuthenticationData.PASSWORD)) {
        data.setData(type, text.toCharArray());
      }
    }
    return data;
  }

  @Override
  public String toString() {
    return "Password[***]";
  }
}
