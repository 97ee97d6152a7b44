import { eq } from "drizzle-orm";
import { causeOf, record } from "@/db/audit/record";
import type { Transaction } from "@/db/client";
import type { RequestContext } from "@/db/request-context";
import { organizationLogos, organizations } from "@/db/schema";
import type { Settings } from "./get";

const SETTINGS = {
  name: organizations.name,
  lifetimeHours: organizations.invitationLifetimeHours,
  sessionIdleHours: organizations.sessionIdleHours,
  senderName: organizations.senderName,
  color: organizations.color,
};

type Value = string | number | null;

/** Changed settings with their old and new value, for the audit log. */
export type Changes = Readonly<Record<string, readonly [Value, Value]>>;

/** Writes the settings that differ from the current ones, which stay locked until the transaction ends. */
export async function writeSettings(
  tx: Transaction,
  ctx: RequestContext,
  wanted: Partial<Settings>,
): Promise<Changes> {
  const organization = eq(organizations.id, ctx.organization.id);
  const [before] = await tx.select(SETTINGS).from(organizations).where(organization).for("no key update");
  if (!before) throw new Error("The organization of a context exists.");
  const changed = keepDifferent(wanted, before);
  const after = { ...before, ...changed };
  const { lifetimeHours: invitationLifetimeHours, ...rest } = after;
  await tx
    .update(organizations)
    .set({ ...rest, invitationLifetimeHours })
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

/** @returns the settings of `wanted` that differ from `given` */
export function keepDifferent(
  wanted: Partial<Settings>,
  given: Readonly<Record<string, unknown>>,
): Partial<Settings> {
  return Object.fromEntries(entriesOf(wanted).filter(([key, value]) => value !== given[key]));
}

/** The cast is safe: these objects have no keys but those of the settings. */
function entriesOf(settings: Partial<Settings>): [keyof Settings, Value][] {
  return Object.entries(settings) as [keyof Settings, Value][];
}
