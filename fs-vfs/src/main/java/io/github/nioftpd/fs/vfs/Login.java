package io.github.nioftpd.fs.vfs;

import org.apache.commons.vfs2.UserAuthenticationData;
import org.apache.commons.vfs2.UserAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * Knows a password and tells VFS. The user stands in the location, where some clients look, and
 * others must not see it: they take it for the whole login. Safe for use by several threads.
 */
final class Login implements UserAuthenticator {

  private final @Nullable String password;
  private volatile @Nullable String user;

  Login(@Nullable String password) {
    this.password = password;
  }

  boolean hasPassword() {
    return password != null;
  }

  /** Takes the user out of a location. */
  String take(String location) {
    int start = location.indexOf("://") + 3;
    int end = location.indexOf('/', start);
    int at = location.lastIndexOf('@', end < 0 ? location.length() : end);
    if (at < start) {
      return location;
    }
    user = location.substring(start, at);
    return location.substring(0, start) + location.substring(at + 1);
  }

  @Override
  public UserAuthenticationData requestAuthentication(UserAuthenticationData.Type[] types) {
    UserAuthenticationData data = new UserAuthenticationData();
    for (UserAuthenticationData.Type type : types) {
      String text = type.equals(UserAuthenticationData.PASSWORD) ? password : user;
      if (text != null) {
        data.setData(type, text.toCharArray());
      }
    }
    return data;
  }

  @Override
  public String toString() {
    return "Login[***]";
  }
}
