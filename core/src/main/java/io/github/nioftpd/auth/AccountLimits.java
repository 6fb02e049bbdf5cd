package io.github.nioftpd.auth;

/**
 * The bounds of one account. A limit of 0 means "no limit of its own".
 *
 * @param sessions how many sessions the account may have at once
 */
public record AccountLimits(int sessions) {

  /** No bounds beyond those of the server. */
  public static final AccountLimits NONE = new AccountLimits(0);
}
