import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { parseLink } from "@/db/link";
import { linkOf, usable } from "./link-rows";

type Organization = { readonly id: string; readonly name: string; readonly handle: string };

/** Whose password a link sets: the account, and the organization that manages it. */
export type LinkOwner = {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly organization: Organization;
  /** The account has no password yet. */
  readonly first: boolean;
  readonly expiresAt: Date;
};

/**
 * What a link leads to, for whoever holds it. "unknown" is what never was, was used, was replaced, or is of an account
 * that can set no password now; "expired" knows where to ask for a new one.
 */
export type PasswordLinkState =
  | { readonly state: "unknown" }
  | { readonly state: "expired"; readonly organization: Organization }
  | { readonly state: "ready"; readonly owner: LinkOwner };

/** Reads a password link, and changes nothing. @param link as it stands in the address, taken as hostile */
export async function findPasswordLink(call: { db: Database; link: unknown }): Promise<PasswordLinkState> {
  const hash = parseLink(call.link);
  if (!hash) return { state: "unknown" };
  const [row] = await call.db.execute<
    Omit<LinkOwner, "expiresAt"> & { expiresAt: string; expired: boolean; usable: boolean }
  >(sql`
    select u.id as "userId", u.username, u.name, u.password_hash is null as first,
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as organization,
      to_json(l.expires_at) #>> '{}' as "expiresAt", l.expires_at <= clock_timestamp() as expired, ${usable} as usable
    from password_links l, users u, organizations o, organizations root
    where ${linkOf(hash)} and root.id = o.root_id`);
  if (!row) return { state: "unknown" };
  const { expired, usable: open, expiresAt, ...owner } = row;
  if (open) return { state: "ready", owner: { ...owner, expiresAt: new Date(expiresAt) } };
  return expired ? { state: "expired", organization: row.organization } : { state: "unknown" };
}
