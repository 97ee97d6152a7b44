import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { Forbidden } from "@/db/errors";
import { can, type RequestContext } from "@/db/request-context";
import { rowsOf } from "@/db/rows";
import { LOCALES, type Locale } from "@/i18n/locale";

export type Settings = {
  readonly name: string;
  readonly lifetimeHours: number;
  /** Sessions of managed accounts end after this many hours without a request. */
  readonly sessionIdleHours: number;
  /** Null for the organization's name. */
  readonly senderName: string | null;
  /** Like "#1a56db"; null for the default color. */
  readonly color: string | null;
  readonly timeZone: string;
  /** The language of emails and pages for people who haven't chosen one. */
  readonly defaultLanguage: Locale;
};

/** What `logoColumn` returns. */
export const logoRow = z.object({ src: z.string(), width: z.number(), height: z.number() }).nullable();

/** A logo for a page, as a data URL. */
export type Logo = Readonly<NonNullable<z.infer<typeof logoRow>>>;

const editorsRow = z.object({ role: z.string(), groups: z.array(z.string()) });

/** A role that gives settings.edit, and the groups that have it. At most 20 of each. */
export type Editors = Readonly<z.infer<typeof editorsRow>>;

const MAX_EDITORS = 20;

const settingsRow = z.object({
  name: z.string(),
  lifetimeHours: z.number(),
  sessionIdleHours: z.number(),
  senderName: z.string().nullable(),
  color: z.string().nullable(),
  timeZone: z.string(),
  defaultLanguage: z.enum(LOCALES),
  logo: logoRow,
  editors: z.array(editorsRow),
});

/**
 * Gets the settings of the organization, its logo, and the roles and groups that can change them. One round trip.
 * @throws Forbidden without settings.view
 */
export async function getSettings(call: {
  ctx: RequestContext;
}): Promise<{ settings: Settings; logo: Logo | null; editors: readonly Editors[] }> {
  const { ctx } = call;
  if (!can(ctx, "settings.view")) throw new Forbidden();
  const [row] = await rowsOf(ctx.db, settingsRow)`
    select
      o.name,
      o.invitation_lifetime_hours as "lifetimeHours",
      o.session_idle_hours as "sessionIdleHours",
      o.sender_name as "senderName",
      o.color,
      o.time_zone as "timeZone",
      o.default_locale as "defaultLanguage",
      ${logoColumn},
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
    where o.id = ${ctx.organization.id}`;
  if (!row) throw new Error("The organization of a context exists.");
  const { logo, editors, ...settings } = row;
  return { settings, logo, editors };
}

/** Joins the logo of an organization `o`, if it has one. */
export const logoJoin = sql`left join organization_logos logo on logo.organization_id = o.id`;

/** Its data URL and size; null without one. Removes the line breaks that PostgreSQL writes into base64. */
export const logoColumn = sql`
  case
    when logo.organization_id is not null then
      json_build_object(
        'src', 'data:image/png;base64,' || translate(encode(logo.png, 'base64'), E'\\n', ''),
        'width', logo.width,
        'height', logo.height
      )
  end as logo`;

/** Finds the PNG of a logo, for emails. Checks no permissions. @returns null if the organization has none */
export async function findLogo(call: { db: Database; organizationId: string }): Promise<Buffer | null> {
  const [logo] = await rowsOf(call.db, z.object({ png: z.instanceof(Buffer) }))`
    select png from organization_logos where organization_id = ${call.organizationId}`;
  return logo?.png ?? null;
}
