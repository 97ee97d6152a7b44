import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { Forbidden } from "@/db/errors";
import { can, type RequestContext } from "@/db/request-context";

export type Settings = {
  readonly name: string;
  readonly lifetimeHours: number;
  /** Sessions of managed accounts end after this many hours without a request. */
  readonly sessionIdleHours: number;
  /** Null for the organization's name. */
  readonly senderName: string | null;
  /** Like "#1a56db"; null for the default color. */
  readonly color: string | null;
};

/** A logo for a page, as a data URL. */
export type Logo = { readonly src: string; readonly width: number; readonly height: number };

/** A role that gives settings.edit, and the groups that have it. At most 20 of each. */
export type Editors = { readonly role: string; readonly groups: readonly string[] };

const MAX_EDITORS = 20;

/**
 * Gets the settings of the organization, its logo, and the roles and groups that can change them. One round trip.
 * @throws Forbidden without settings.view
 */
export async function getSettings(call: {
  ctx: RequestContext;
}): Promise<{ settings: Settings; logo: Logo | null; editors: readonly Editors[] }> {
  const { ctx } = call;
  if (!can(ctx, "settings.view")) throw new Forbidden();
  const [row] = await ctx.db.execute<Settings & LogoRow & { editors: Editors[] }>(sql`
    select
      o.name,
      o.invitation_lifetime_hours as "lifetimeHours",
      o.session_idle_hours as "sessionIdleHours",
      o.sender_name as "senderName",
      o.color,
      ${logoColumns},
      (
        select coalesce(json_agg(editor), '[]')
        from (
          select
            r.name as role,
            array(
              select g.name
              from group_roles gr
              join groups g on g.organization_id = gr.organization_id and g.id = gr.group_id
              where gr.organization_id = r.organization_id and gr.role_id = r.id
              order by g.search
              limit ${MAX_EDITORS}
            ) as groups
          from roles r
          where r.organization_id = o.id and (r.is_administrator or 'settings.edit' = any(r.permissions))
          order by r.is_administrator desc, r.search
          limit ${MAX_EDITORS}
        ) as editor
      ) as editors
    from organizations o
    ${logoJoin}
    where o.id = ${ctx.organization.id}`);
  if (!row) throw new Error("The organization of a context exists.");
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

/** Finds the PNG of a logo, for emails. Checks no permissions. @returns null if the organization has none */
export async function findLogo(call: { db: Database; organizationId: string }): Promise<Buffer | null> {
  const [logo] = await call.db.execute<{ png: Buffer }>(sql`
    select png from organization_logos where organization_id = ${call.organizationId}`);
  return logo?.png ?? null;
}
