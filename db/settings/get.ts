import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { Forbidden } from "@/db/errors";
import { can, type RequestContext } from "@/db/request-context";

export type Settings = {
  readonly name: string;
  readonly lifetimeHours: number;
  /** After how many hours without a request the sessions of its accounts end. */
  readonly sessionIdleHours: number;
  /** Null for the organization's name. */
  readonly senderName: string | null;
  /** "#1a56db"; null for Usher's own. */
  readonly color: string | null;
};

/** An organization's logo as a page shows it: in the page itself, so that nothing is loaded for it. */
export type Logo = { readonly src: string; readonly width: number; readonly height: number };

/** A role that lets change the settings, and the groups that have it. At most 20 of each. */
export type Editors = { readonly role: string; readonly groups: readonly string[] };

const SHOWN = 20;

/**
 * The settings of the organization, its logo, and through which roles and groups one may change them. One round trip.
 * @throws Forbidden without settings.view
 */
export async function getSettings(call: {
  ctx: RequestContext;
}): Promise<{ settings: Settings; logo: Logo | null; editors: readonly Editors[] }> {
  const { ctx } = call;
  if (!can(ctx, "settings.view")) throw new Forbidden();
  const [row] = await ctx.db.execute<Settings & LogoRow & { editors: Editors[] }>(sql`
    select o.name, o.invitation_lifetime_hours as "lifetimeHours", o.session_idle_hours as "sessionIdleHours",
      o.sender_name as "senderName", o.color, ${logoColumns},
      (select coalesce(json_agg(editing), '[]') from (
        select r.name as role, array(
          select g.name from group_roles gr join groups g on g.organization_id = gr.organization_id and g.id = gr.group_id
          where gr.organization_id = r.organization_id and gr.role_id = r.id order by g.search limit ${SHOWN}) as groups
        from roles r
        where r.organization_id = o.id and (r.is_administrator or 'settings.edit' = any(r.permissions))
        order by r.is_administrator desc, lower(r.name) limit ${SHOWN}) as editing) as editors
    from organizations o ${logoJoin} where o.id = ${ctx.organization.id}`);
  if (!row) throw new Error("The organization of a context is there.");
  const { name, lifetimeHours, sessionIdleHours, senderName, color, editors } = row;
  return {
    settings: { name, lifetimeHours, sessionIdleHours, senderName, color },
    logo: logoOf(row),
    editors,
  };
}

/** Joins the logo of an organization `o`, if it has one. */
export const logoJoin = sql`left join organization_logos logo on logo.organization_id = o.id`;
export const logoColumns = sql`logo.png as "logoPng", logo.width as "logoWidth", logo.height as "logoHeight"`;

export type LogoRow = { logoPng: Buffer | null; logoWidth: number | null; logoHeight: number | null };

export function logoOf({ logoPng, logoWidth, logoHeight }: LogoRow): Logo | null {
  if (!logoPng || !logoWidth || !logoHeight) return null;
  return { src: `data:image/png;base64,${logoPng.toString("base64")}`, width: logoWidth, height: logoHeight };
}

/** The bytes of an organization's logo, for its mails; null where it has none. Asks no permission: for the mail job. */
export async function findLogo(call: { db: Database; organizationId: string }): Promise<Buffer | null> {
  const [logo] = await call.db.execute<{ png: Buffer }>(sql`
    select png from organization_logos where organization_id = ${call.organizationId}`);
  return logo?.png ?? null;
}
