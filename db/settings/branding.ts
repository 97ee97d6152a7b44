import { z } from "zod";
import type { Database } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { type Logo, logoColumn, logoJoin, logoRow } from "./get";

/** How an organization's pages look to people who are signed out. */
type Branding = {
  /** The color of the buttons; null for the default color. */
  readonly color: string | null;
  readonly logo: Logo | null;
};

const brandingRow = z.object({ color: z.string().nullable(), logo: logoRow });

/** Finds the color and the logo of an organization. Checks no permissions. */
export async function findBranding(call: { db: Database; organizationId: string }): Promise<Branding> {
  const [branding] = await rowsOf(call.db, brandingRow)`
    select o.color, ${logoColumn}
    from organizations o
    ${logoJoin}
    where o.id = ${call.organizationId}`;
  return branding ?? { color: null, logo: null };
}
