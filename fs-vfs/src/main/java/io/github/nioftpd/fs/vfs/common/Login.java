package io.github.nioftpd.fs.vfs.common;

import org.apache.commons.vfs2.UserAuthenticationData;
import org.apache.commons.vfs2.UserAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * Passes the user and the password to VFS. Some clients read the user from the location; others
 * must not see it there, because they would log in without the password. Safe for use by several
 * threads.
 */
public final class Login implements UserAuthenticator {

  private final @Nullable String password;
  private volatile @Nullable String user;

  Login(@Nullable String password) {
    this.password = password;
  }

  public boolean hasPassword() {
    return password != null;
  }

  /** Removes the user from a location and remembers it. */
  public String takeUser(String location) {
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
