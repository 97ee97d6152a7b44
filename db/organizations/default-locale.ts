import { z } from "zod";
import type { Database } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { isUuid } from "@/db/uuid";
import { LOCALES, type Locale } from "@/i18n/locale";

/** Of no organization, so that a page with a malformed id is made in the same steps as one with an unknown id. */
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
