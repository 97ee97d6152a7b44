import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { NotFound } from "@/db/errors";
import { deleteInvitations } from "@/db/invitations/delete";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

test("a deleted invitation's link stops working, and the user can be invited again", async () => {
  const fresh = await seedScenario(db);
  const { invitationId } = await fresh.inviteAndDeliver("alex", "acme", "grace");
  const ctx = await fresh.contextOf("alex", "acme");
  expect(await deleteInvitations({ ctx, input: { invitationIds: [invitationId] } })).toBe(1);
  await expect(deleteInvitations({ ctx, input: { invitationIds: [invitationId] } })).rejects.toThrow(
    NotFound,
  );
  expect(await fresh.invite("alex", "acme", ["grace"])).toEqual([{ username: "grace", outcome: "invited" }]);
});

test("an invitation of another organization isn't found", async () => {
  const fresh = await seedScenario(db);
  const { invitationId } = await fresh.inviteAndDeliver("hank", "globex", "grace");
  const ctx = await fresh.contextOf("alex", "acme");
  await expect(deleteInvitations({ ctx, input: { invitationIds: [invitationId] } })).rejects.toThrow(
    NotFound,
  );
  expect((await db.select().from(invitations).where(eq(invitations.id, invitationId)))[0]?.status).toBe(
    "pending",
  );
});
