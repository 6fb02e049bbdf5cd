package io.github.nioftpd.transfer;

import io.github.nioftpd.quota.AccountQuota;

/**
 * The settings of one transfer.
 *
 * @param ascii whether line ends are converted (TYPE A)
 * @param sendfile whether the kernel may copy plain files to clients
 * @param toleratesCut whether an upload under TLS may end without close_notify
 * @param quota the quota of the account
 */
public record TransferContext(
    boolean ascii, boolean sendfile, boolean toleratesCut, AccountQuota quota) {}
