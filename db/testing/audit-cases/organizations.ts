import { randomUUID } from "node:crypto";
import { PART } from "@/db/batches/bounds";
import type { RequestContext } from "@/db/request-context";
import { cancelDeletion } from "@/db/organizations/cancel-deletion";
import { createOrganization } from "@/db/organizations/create";
import { createRoot } from "@/db/organizations/create-root";
import { deleteOrganization } from "@/db/organizations/delete";
import { disableOrganization } from "@/db/organizations/disable";
import { enableOrganization } from "@/db/organizations/enable";
import { newOrganization } from "@/db/organizations/input";
import { renameOrganization } from "@/db/organizations/rename";
import { ada } from "./acting";
import type { RunCommand, AuditCases } from "./case";
import { plantAccounts } from "@/db/testing/seed-accounts";
import type { World } from "@/db/testing/scenario";

export const ORGANIZATION_DEEDS: AuditCases = {
  createOrganization: {
    tells: "organizations.create",
    rows: 2, // where it was created, and in it
    deed: async (world) => {
      const first = { first: "invite", invitee: "grace", username: "", personName: "", email: "" };
      const input = newOrganization.parse({ requestId: randomUUID(), name: "Initech", ...first });
      const ctx = await ada(world);
      return () => createOrganization({ ctx, input });
    },
  },
  createRoot: {
    tells: "organizations.create",
    deed: async ({ db }) => {
      const first = { username: "zoe", personName: "Zoe", email: "zoe@new.example" };
      return () => createRoot({ db, input: { handle: `r-${randomUUID()}`, name: "New Root", ...first } });
    },
    refused: "Whoever runs Usher may.",
  },
  renameOrganization: {
    tells: "organizations.rename",
    deed: (world) =>
      withGlobex(world, (ctx, organizationId) =>
        renameOrganization({ ctx, input: { organizationId, name: "Globex" } }),
      ),
  },
  disableOrganization: {
    tells: "organizations.disable",
    deed: (world) =>
      withGlobex(world, (ctx, organizationId) => disableOrganization({ ctx, input: { organizationId } })),
  },
  enableOrganization: {
    tells: "organizations.enable",
    deed: async (world) => {
      await disableGlobex(world);
      return withGlobex(world, (ctx, organizationId) =>
        enableOrganization({ ctx, input: { organizationId } }),
      );
    },
  },
  deleteOrganization: {
    tells: "organizations.delete",
    deed: async (world) => {
      await disableGlobex(world);
      return withGlobex(world, (ctx, organizationId) =>
        deleteOrganization({ ctx, input: { organizationId, name: "Globex Retail" } }),
      );
    },
  },
  cancelDeletion: {
    tells: "batches.stop",
    deed: async (world) => {
      await disableGlobex(world);
      await plantAccounts(world.db, world.places.globex.id, PART);
      return withGlobex(world, async (ctx, organizationId) => {
        await deleteOrganization({ ctx, input: { organizationId, name: "Globex Retail" } });
        await cancelDeletion({ ctx, input: { organizationId } });
      });
    },
  },
};

async function withGlobex(
  world: World,
  act: (ctx: RequestContext, organizationId: string) => Promise<unknown>,
): Promise<RunCommand> {
  const ctx = await ada(world);
  return () => act(ctx, world.places.globex.id);
}

async function disableGlobex(world: World): Promise<void> {
  await disableOrganization({ ctx: await ada(world), input: { organizationId: world.places.globex.id } });
}
