import { eq } from "drizzle-orm";
import { causeOf, type Recorded, record, recordsNothing } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { organizationLogos, organizations } from "@/db/schema";
import { changedValues } from "@/db/shown-values";
import type { Settings } from "./get";

const SETTINGS = {
  name: organizations.name,
  lifetimeHours: organizations.invitationLifetimeHours,
  sessionIdleHours: organizations.sessionIdleHours,
  senderName: organizations.senderName,
  color: organizations.color,
  timeZone: organizations.timeZone,
  defaultLanguage: organizations.defaultLocale,
};

type Value = string | number | null;

/** Changed settings with their old and new value, for the audit log. */
export type Changes = Readonly<Record<string, readonly [Value, Value]>>;

/** Writes the settings that differ from the current ones. The organization stays locked until the transaction ends. */
export async function writeSettings(
  tx: Transaction,
  ctx: RequestContext,
  wanted: Partial<Settings>,
): Promise<Changes> {
  const organization = eq(organizations.id, ctx.organization.id);
  const [before] = await tx.select(SETTINGS).from(organizations).where(organization).for("no key update");
  if (!before) throw new Error("The organization of a context exists.");
  const changed = changedValues(wanted, before);
  const after = { ...before, ...changed };
  const { lifetimeHours: invitationLifetimeHours, defaultLanguage: defaultLocale, ...rest } = after;
  await tx
    .update(organizations)
    .set({ ...rest, invitationLifetimeHours, defaultLocale })
    .where(organization);
  return Object.fromEntries(entriesOf(changed).map(([key, to]) => [key, [before[key], to]]));
}

/** Removes the logo, if there is one. */
export async function deleteLogo(tx: Transaction, ctx: RequestContext): Promise<Changes> {
  const deleted = await tx
    .delete(organizationLogos)
    .where(eq(organizationLogos.organizationId, ctx.organization.id))
    .returning({ width: organizationLogos.width });
  return deleted.length > 0 ? { logo: ["set", "removed"] } : {};
}

/** @returns whether anything changed */
export async function recordChanges(
  tx: Transaction,
  ctx: RequestContext,
  changes: Changes,
): Promise<Recorded<boolean>> {
  if (Object.keys(changes).length === 0) return recordsNothing("nothing changed").returning(false);
  const { id, name } = ctx.organization;
  const event = { action: "settings.edit", subject: { id, name }, details: { changes } } as const;
  return (await record(tx, causeOf(ctx), event)).returning(true);
}

/** The cast is safe: these objects have no keys but those of the settings. */
function entriesOf(settings: Partial<Settings>): [keyof Settings, Value][] {
  return Object.entries(settings) as [keyof Settings, Value][];
}
