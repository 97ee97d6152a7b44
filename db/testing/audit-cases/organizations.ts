import { randomUUID } from "node:crypto";
import { cancelDeletion } from "@/db/organizations/cancel-deletion";
import { createOrganization } from "@/db/organizations/create";
import { createRoot } from "@/db/organizations/create-root";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { newOrganization } from "@/db/organizations/input";
import { renameOrganization } from "@/db/organizations/rename";
import type { RequestContext } from "@/db/request-context";
import type { Scenario } from "@/db/testing/scenario";
import { seedAccounts } from "@/db/testing/seed-accounts";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { ada } from "./acting";
import type { AuditCases, RunCommand } from "./case";

export const ORGANIZATION_AUDIT_CASES: AuditCases = {
  createOrganization: {
    command: createOrganization,
    action: "organizations.create",
    events: 2, // in the parent and in the new organization
    arrange: async (scenario) => {
      const first = { first: "invite", invitee: "grace", username: "", personName: "", email: "" };
      const input = newOrganization.parse({ requestId: randomUUID(), name: "Initech", ...first });
      const ctx = await ada(scenario);
      return () => createOrganization({ ctx, input });
    },
  },
  createRoot: {
    action: "organizations.create",
    arrange: async ({ db }) => {
      const first = { username: "zoe", personName: "Zoe", email: "zoe@new.example" };
      return () => createRoot({ db, input: { handle: `r-${randomUUID()}`, name: "New Root", ...first } });
    },
    refused: "It runs only from the command line, without permissions.",
  },
  renameOrganization: {
    command: renameOrganization,
    action: "organizations.rename",
    arrange: (scenario) =>
      withGlobex(scenario, (ctx, organizationId) =>
        renameOrganization({ ctx, input: { organizationId, name: "Globex" } }),
      ),
  },
  disableOrganization: {
    command: disableOrganization,
    action: "organizations.disable",
    arrange: (scenario) =>
      withGlobex(scenario, (ctx, organizationId) => disableOrganization({ ctx, input: { organizationId } })),
  },
  enableOrganization: {
    command: enableOrganization,
    action: "organizations.enable",
    arrange: async (scenario) => {
      await disableGlobex(scenario);
      return withGlobex(scenario, (ctx, organizationId) =>
        enableOrganization({ ctx, input: { organizationId } }),
      );
    },
  },
  deleteOrganization: {
    command: deleteOrganization,
    action: "organizations.delete",
    arrange: async (scenario) => {
      await disableGlobex(scenario);
      return withGlobex(scenario, (ctx, organizationId) =>
        deleteOrganization({ ctx, input: { organizationId, name: "Globex Retail" } }),
      );
    },
  },
  cancelDeletion: {
    command: cancelDeletion,
    action: "bulk-actions.stop",
    arrange: async (scenario) => {
      await disableGlobex(scenario);
      await seedAccounts(scenario.db, scenario.organizations.globex.id, BATCH_SIZE);
      return withGlobex(scenario, async (ctx, organizationId) => {
        await deleteOrganization({ ctx, input: { organizationId, name: "Globex Retail" } });
        await cancelDeletion({ ctx, input: { organizationId } });
      });
    },
  },
};

async function withGlobex(
  scenario: Scenario,
  act: (ctx: RequestContext, organizationId: string) => Promise<unknown>,
): Promise<RunCommand> {
  const ctx = await ada(scenario);
  return () => act(ctx, scenario.organizations.globex.id);
}

async function disableGlobex(scenario: Scenario): Promise<void> {
  await disableOrganization({
    ctx: await ada(scenario),
    input: { organizationId: scenario.organizations.globex.id },
  });
}
