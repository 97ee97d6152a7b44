import type { Database } from "@/db/client";
import { consume, forget, giveBack } from "@/db/limits/limits";
import { networkOf, siteOf } from "@/db/limits/network";
import type { Device } from "@/db/sessions/device";

/** An attempt to sign in or to change a password. */
type Attempt = {
  readonly db: Database;
  /** From `accountKey`. The account may not exist. */
  readonly account: string;
  readonly address: string;
  /** The browser, if this account has signed in from it before. It has its own limit, so that strangers can't lock it out. */
  readonly device: Device | null;
};

/**
 * Counts an attempt before its password is checked, so that concurrent attempts are counted like consecutive ones. Call it
 * outside a transaction.
 * @throws Limited
 */
export async function takePasswordTry(call: Attempt): Promise<void> {
  await inTurn(call, () => countPasswordTry(call));
}

/** Attempts wait for each other in the counts' rows. Without turns, those of one network could occupy all connections. */
function inTurn<Result>({ db, address, device }: Attempt, work: () => Promise<Result>): Promise<Result> {
  return db.inTurn(device ? { deviceId: device.id } : { network: networkOf(address) }, work);
}

async function countPasswordTry(call: Attempt): Promise<void> {
  const { db, account, device } = call;
  if (device) {
    await consume(db, "sign-in-device", device.id);
    return await consume(db, "sign-in-devices", account);
  }
  const [network, site] = [networkOf(call.address), siteOf(call.address)];
  await consume(db, "sign-in-address", network);
  if (site !== network) await consume(db, "sign-in-site", site);
  await consume(db, "sign-in-account-network", `${account} ${network}`);
  await consume(db, "sign-in-account-site", `${account} ${site}`);
  // One after another, so that attempts beyond a network's limit don't count toward the other limits.
  await consume(db, "sign-in-account", account);
}

/**
 * Call it after a correct password. Earlier wrong passwords from this browser or network then no longer count. One after
 * another, so that a sign-in never takes more than one connection.
 */
export async function forgetPasswordTries(call: Attempt): Promise<void> {
  const { db, account, device } = call;
  if (device) {
    await forget(db, "sign-in-device", device.id);
    return await giveBack(db, "sign-in-devices", account);
  }
  const [network, site] = [networkOf(call.address), siteOf(call.address)];
  await giveBack(db, "sign-in-address", network);
  if (site !== network) await giveBack(db, "sign-in-site", site);
  await forget(db, "sign-in-account-network", `${account} ${network}`);
  await giveBack(db, "sign-in-account-site", `${account} ${site}`);
  await giveBack(db, "sign-in-account", account);
}

/** Resets the limits of an account after its password was reset. */
export async function reopenAccount({ db, account, address }: Omit<Attempt, "device">): Promise<void> {
  await Promise.all([
    forget(db, "sign-in-account-network", `${account} ${networkOf(address)}`),
    forget(db, "sign-in-account-site", `${account} ${siteOf(address)}`),
    forget(db, "sign-in-account", account),
    forget(db, "sign-in-devices", account),
    forget(db, "sign-ins-of-account", account),
  ]);
}

/** Counts a request for a link to reset a password. @throws Limited */
export async function takePasswordRequest(call: Attempt): Promise<void> {
  await inTurn(call, () => countPasswordRequest(call));
}

async function countPasswordRequest(call: Attempt): Promise<void> {
  const { db, account, device } = call;
  if (device) {
    await consume(db, "password-requests-of-device", device.id);
    return await consume(db, "password-requests-of-devices", account);
  }
  const [network, site] = [networkOf(call.address), siteOf(call.address)];
  await consume(db, "password-requests-of-address", network);
  if (site !== network) await consume(db, "password-requests-of-site", site);
  await consume(db, "password-requests-of-account-network", `${account} ${network}`);
  await consume(db, "password-requests-of-account-site", `${account} ${site}`);
  await consume(db, "password-requests-of-account", account);
}
