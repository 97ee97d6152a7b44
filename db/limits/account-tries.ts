import type { Database } from "@/db/client";
import { consume, forget, giveBack } from "@/db/limits/limits";
import { networkOf } from "@/db/limits/network";
import type { Device } from "@/db/sessions/device";

/** Who tries a password, of which account, from where. */
type Try = {
  readonly db: Database;
  /** Of the account, whether it exists or not: `accountKey`. */
  readonly account: string;
  readonly address: string;
  /** Set when it belongs to this account. Its tries have a limit of their own, so that strangers can't lock it out. */
  readonly device: Device | null;
};

/**
 * Counts a try at an account's password, before the password is looked at, so that tries at once are counted like tries
 * one after another. Never call it inside a transaction.
 * @throws Limited
 */
export async function takePasswordTry(call: Try): Promise<void> {
  const { db, account, device } = call;
  if (device) {
    await consume(db, "sign-in-device", device.id);
    return await consume(db, "sign-in-devices", account);
  }
  const network = networkOf(call.address);
  await Promise.all([
    consume(db, "sign-in-address", network),
    consume(db, "sign-in-account-network", `${account} ${network}`),
  ]);
  // Last: what a network tries beyond its own limits is not counted against the account.
  await consume(db, "sign-in-account", account);
}

/** After a right password: the wrong ones before it, from this browser or network, no longer count. */
export async function forgetPasswordTries(call: Try): Promise<void> {
  const { db, account, device } = call;
  if (device) {
    await Promise.all([forget(db, "sign-in-device", device.id), giveBack(db, "sign-in-devices", account)]);
    return;
  }
  const network = networkOf(call.address);
  await Promise.all([
    giveBack(db, "sign-in-address", network),
    forget(db, "sign-in-account-network", `${account} ${network}`),
    giveBack(db, "sign-in-account", account),
  ]);
}

/** Opens an account again for this network and all others, once its password is a new one. */
export async function reopenAccount({ db, account, address }: Omit<Try, "device">): Promise<void> {
  await Promise.all([
    forget(db, "sign-in-account-network", `${account} ${networkOf(address)}`),
    forget(db, "sign-in-account", account),
    forget(db, "sign-in-devices", account),
  ]);
}

/** Counts a request for a link to set a forgotten password. @throws Limited */
export async function takePasswordRequest(call: Try): Promise<void> {
  const { db, account, device } = call;
  if (device) {
    await consume(db, "password-requests-of-device", device.id);
    return await consume(db, "password-requests-of-devices", account);
  }
  const network = networkOf(call.address);
  await Promise.all([
    consume(db, "password-requests-of-address", network),
    consume(db, "password-requests-of-account-network", `${account} ${network}`),
  ]);
  await consume(db, "password-requests-of-account", account);
}
