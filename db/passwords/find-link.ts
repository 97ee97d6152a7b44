import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { parseLink } from "@/db/link";
import { hasHash, isUsable } from "./link-conditions";

type Organization = { readonly id: string; readonly name: string; readonly handle: string };

/** The account whose password a link sets, and the organization that manages it. */
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
 * What can be done with a link. "unknown" also stands for a link that was used or replaced, and for one of an account that
 * can't set a password now.
 */
export type PasswordLinkState =
  | { readonly state: "unknown" }
  | { readonly state: "expired"; readonly organization: Organization }
  | { readonly state: "ready"; readonly owner: LinkOwner };

/** Finds a password link. @param call.link from the URL: not validated */
export async function findPasswordLink(call: { db: Database; link: unknown }): Promise<PasswordLinkState> {
  const hash = parseLink(call.link);
  if (!hash) return { state: "unknown" };
  const [row] = await call.db.execute<
    Omit<LinkOwner, "expiresAt"> & { expiresAt: string; expired: boolean; usable: boolean }
  >(sql`
    select
      u.id as "userId",
      u.username,
      u.name,
      u.password_hash is null as first,
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle) as organization,
      to_json(l.expires_at) #>> '{}' as "expiresAt",
      l.expires_at <= clock_timestamp() as expired,
      ${isUsable} as usable
    from password_links l, users u, organizations o, organizations root
    where ${hasHash(hash)} and root.id = o.root_id`);
  if (!row) return { state: "unknown" };
  const { expired, usable, expiresAt, ...owner } = row;
  if (usable) return { state: "ready", owner: { ...owner, expiresAt: new Date(expiresAt) } };
  return expired ? { state: "expired", organization: row.organization } : { state: "unknown" };
}
