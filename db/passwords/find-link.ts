import { z } from "zod";
import type { Database } from "@/db/client";
import { parseLink } from "@/db/link";
import { rowsOf } from "@/db/rows";
import { type Logo, logoColumn, logoJoin, logoRow } from "@/db/settings/get";
import { hasHash, isUsable } from "./link-conditions";

const linkRow = z.object({
  userId: z.string(),
  username: z.string(),
  name: z.string(),
  first: z.boolean(),
  invited: z.boolean(),
  organization: z.object({
    id: z.string(),
    name: z.string(),
    handle: z.string(),
    color: z.string().nullable(),
  }),
  logo: logoRow,
  expiresAt: z.coerce.date(),
  expired: z.boolean(),
  usable: z.boolean(),
});

type Organization = Readonly<z.infer<typeof linkRow>["organization"]> & { readonly logo: Logo | null };

/** The account whose password a link sets, and the organization that manages it. */
export type LinkOwner = {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly organization: Organization;
  /** The account has no password yet. */
  readonly first: boolean;
  readonly expiresAt: Date;
  /** Whether the user has a pending invitation: people may notice only then that they have forgotten their password. */
  readonly invited: boolean;
};

/** Whether a link can be used. It is also "unknown" if it was used or replaced, or if its account can't set a password now. */
export type PasswordLinkState =
  | { readonly state: "unknown" }
  | { readonly state: "expired"; readonly organization: Organization }
  | { readonly state: "ready"; readonly owner: LinkOwner };

/** Finds a password link. @param call.link from the URL: not validated */
export async function findPasswordLink(call: { db: Database; link: unknown }): Promise<PasswordLinkState> {
  const hash = parseLink(call.link);
  if (!hash) return { state: "unknown" };
  const [row] = await rowsOf(call.db, linkRow)`
    select
      u.id as "userId",
      u.username,
      u.name,
      u.password_hash is null as first,
      json_build_object('id', o.id, 'name', o.name, 'handle', root.handle, 'color', o.color) as organization,
      ${logoColumn},
      exists (
        select from invitations i where i.user_id = u.id and i.status = 'pending' and i.expires_order > now()
      ) as invited,
      to_json(l.expires_at) as "expiresAt",
      l.expires_at <= clock_timestamp() as expired,
      ${isUsable} as usable
    from password_links l, users u, organizations root, organizations o
    ${logoJoin}
    where ${hasHash(hash)} and root.id = o.root_id`;
  if (!row) return { state: "unknown" };
  const { expired, usable, logo, ...owner } = row;
  const organization = { ...row.organization, logo };
  if (usable) return { state: "ready", owner: { ...owner, organization } };
  return expired ? { state: "expired", organization } : { state: "unknown" };
}
