import { BUSIEST, SECONDS_APART, type TreeSize } from "@/bench/seed/tree-sizes";
import { listAudit } from "@/db/audit/list";
import type { AuditFilter } from "@/db/audit/types";
import type { MeasuredPage } from "../page";
import type { TreeScenario } from "../tree-scenario";

const ROOT = 1;
/** So many of the ways below are read from half way down, too. */
const DEEP = 6;

const NOTHING: AuditFilter = {
  person: null,
  action: null,
  object: null,
  from: null,
  to: null,
  timeZone: "UTC",
  outcome: null,
  search: "",
};

type Narrowed = (scenario: TreeScenario) => Partial<AuditFilter>;

const WAYS: Record<string, Narrowed> = {
  everything: () => ({}),
  "what an administrator did": () => ({ person: "lara" }),
  "what a user did": ({ anyUser }) => ({ person: anyUser.username }),
  "what one did who did nothing": () => ({ person: "nobody" }),
  "a frequent action": () => ({ action: "sessions.create" }),
  "a rare action": () => ({ action: "settings.edit" }),
  "an action that never happened": () => ({ action: "organizations.rename" }),
  "a person's frequent action": () => ({ person: "lara", action: "sessions.create" }),
  "a person's action that never happened": () => ({ person: "lara", action: "organizations.rename" }),
  "an object": ({ anyUser }) => ({ object: anyUser.id }),
  "an object that is nothing": () => ({ object: "00000000-0000-4000-8000-000000000000" }),
  "an object and an action that never happened": ({ anyUser }) => ({
    object: anyUser.id,
    action: "organizations.rename",
  }),
  "a day": () => ({ from: daysAgo(7), to: daysAgo(7) }),
  "a day long ago": () => ({ from: "1999-12-31", to: "1999-12-31" }),
  "a person's day long ago": () => ({ person: "lara", from: "1999-12-31", to: "1999-12-31" }),
  refusals: () => ({ outcome: "refused" }),
  "what was refused of an action that never happened": () => ({
    action: "organizations.rename",
    outcome: "refused",
  }),
  "searched for what very many have": () => ({ search: "ada" }),
  "searched for what many have": () => ({ search: "ada.abel" }),
  "searched for one name": ({ anyUser }) => ({ search: anyUser.username }),
  "searched for two letters": () => ({ search: "da" }),
  "searched for what none has": () => ({ search: "nobody at all" }),
  "a rare action, searched for what many have": () => ({ search: "ada.abel", action: "settings.edit" }),
};

export const AUDIT: readonly MeasuredPage[] = [
  ...Object.entries(WAYS).flatMap(([name, narrowed]) => [
    {
      name: `audit, ${name}`,
      read: (scenario: TreeScenario) => readAudit(scenario, BUSIEST, narrowed(scenario)),
    },
    {
      name: `audit of the root, ${name}`,
      read: (scenario: TreeScenario) => readAudit(scenario, ROOT, narrowed(scenario)),
    },
  ]),
  ...Object.entries(WAYS)
    .slice(0, DEEP)
    .map(
      ([name, narrowed]): MeasuredPage => ({
        name: `audit, ${name}, from half way down`,
        from: async ({ size }) => halfWay(size),
        read: (scenario, after) => readAudit(scenario, BUSIEST, narrowed(scenario), after),
      }),
    ),
];

async function readAudit(
  scenario: TreeScenario,
  organization: number,
  filter: Partial<AuditFilter>,
  after: string | null = null,
) {
  const ctx = await scenario.open(organization);
  return listAudit({ ctx, input: { ...NOTHING, ...filter, after, before: null } });
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** The cursor of a row in the middle of the audit log. */
function halfWay({ auditEvents }: TreeSize): string {
  const at = new Date(Date.now() - (auditEvents / 2) * SECONDS_APART * 1000).toISOString();
  return Buffer.from(JSON.stringify([at.replace("T", " ").replace("Z", "+00"), "0"])).toString("base64url");
}
