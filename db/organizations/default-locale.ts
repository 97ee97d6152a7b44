import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { parseLink } from "@/db/link";
import { hasHash, isUsable } from "@/db/passwords/link-conditions";
import { rowsOf } from "@/db/rows";
import { isUuid } from "@/db/uuid";
import { LOCALES, type Locale } from "@/i18n/locale";

/** An id that no organization has, so that a malformed id takes the same steps as an unknown one. */
const NO_ID = "00000000-0000-0000-0000-000000000000";

const defaultRow = z.object({ locale: z.enum(LOCALES) });

/**
 * Finds the default language of an organization. Checks no permissions.
 * @param root the handle in a path, not trusted
 * @param organizationId the id in a path, not trusted; null for the root organization
 */
export async function findDefaultLocale(call: {
  db: Database;
  root: string;
  organizationId: string | null;
}): Promise<Locale | null> {
  const { db, root, organizationId } = call;
  if (!/^[a-z0-9-]{1,63}$/.test(root)) return null;
  const id = organizationId === null || isUuid(organizationId) ? organizationId : NO_ID;
  const [row] = await rowsOf(db, defaultRow)`
    select o.default_locale as locale
    from organizations root
    join organizations o on o.root_id = root.id and o.id = coalesce(${id}::uuid, root.id)
    where root.handle = ${root}`;
  return row?.locale ?? null;
}

/**
 * Finds the default language of the organization that a link in an email is about. Checks no permissions.
 * @param link from the URL, not trusted
 * @returns null for a link whose page names no organization, because all such pages must look the same
 */
export async function findDefaultLocaleByLink(call: {
  db: Database;
  kind: "invitation" | "password";
  link: unknown;
}): Promise<Locale | null> {
  const hash = parseLink(call.link);
  if (!hash) return null;
  const [row] = await rowsOf(
    call.db,
    defaultRow,
  )`${call.kind === "invitation" ? byInvitation(hash) : byPassword(hash)}`;
  return row?.locale ?? null;
}

function byInvitation(hash: Buffer): SQL {
  const stored = sql`decode(${hash.toString("hex")}, 'hex')`;
  return sql`
    select o.default_locale as locale
    from invitations i
    join organizations o on o.id = i.organization_id
    where i.id = (
      select id from invitations where link_hash = ${stored}
      union all
      select invitation_id from replaced_links where link_hash = ${stored}
      limit 1
    )`;
}

function byPassword(hash: Buffer): SQL {
  return sql`
    select o.default_locale as locale
    from password_links l, users u, organizations o
    where ${hasHash(hash)} and (${isUsable} or l.expires_at <= clock_timestamp())`;
}
