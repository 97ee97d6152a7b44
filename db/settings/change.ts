import { eq, sql } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { organizationLogos } from "@/db/schema";
import type { Settings } from "./get";

type Value = string | number | null;

/** What was changed, from what to what, as the audit has it. */
export type Changes = Readonly<Record<string, readonly [Value, Value]>>;

/** Writes what differs from how it is now. Whoever changes the same settings meanwhile waits. */
export async function writeSettings(
  tx: Transaction,
  ctx: RequestContext,
  wanted: Partial<Settings>,
): Promise<Changes> {
  const here = ctx.organization.id;
  const [before] = await tx.execute<Settings>(sql`
    select name, invitation_lifetime_hours as "lifetimeHours", session_idle_hours as "sessionIdleHours", sender_name as "senderName", color
    from organizations where id = ${here} for no key update`);
  if (!before) throw new Error("The organization of a context is there.");
  const changed = without(wanted, before);
  const after = { ...before, ...changed };
  await tx.execute(sql`
    update organizations set name = ${after.name}, invitation_lifetime_hours = ${after.lifetimeHours},
      session_idle_hours = ${after.sessionIdleHours}, sender_name = ${after.senderName}, color = ${after.color}
    where id = ${here}`);
  return Object.fromEntries(entriesOf(changed).map(([key, to]) => [key, [before[key], to]]));
}

/** Takes the logo away, if there is one. */
export async function deleteLogo(tx: Transaction, ctx: RequestContext): Promise<Changes> {
  const deleted = await tx
    .delete(organizationLogos)
    .where(eq(organizationLogos.organizationId, ctx.organization.id))
    .returning({ width: organizationLogos.width });
  return deleted.length > 0 ? { logo: ["set", "removed"] } : {};
}

/** @returns whether there was anything to record */
export async function recordChanges(
  tx: Transaction,
  ctx: RequestContext,
  changes: Changes,
): Promise<boolean> {
  if (Object.keys(changes).length === 0) return false;
  const { id, name } = ctx.organization;
  await record(tx, causeOf(ctx), { action: "settings.edit", subject: { id, name }, details: { changes } });
  return true;
}

/** What of `wanted` is not so in `given`. */
export function without(
  wanted: Partial<Settings>,
  given: Readonly<Record<string, unknown>>,
): Partial<Settings> {
  return Object.fromEntries(entriesOf(wanted).filter(([key, value]) => value !== given[key]));
}

/** Safe: nothing but the settings is put into such an object. */
function entriesOf(settings: Partial<Settings>): [keyof Settings, Value][] {
  return Object.entries(settings) as [keyof Settings, Value][];
}
