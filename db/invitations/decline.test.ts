import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { declineInvitation } from "@/db/invitations/decline";
import { invitations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();

test.each([
  ["too long", "x".repeat(5000), "x".repeat(300)],
  ["longer in its normal form", "\u0958".repeat(300), "\u0915\u093c".repeat(150)],
  ["cut within a character of two halves", `${"x".repeat(299)}😀`, "x".repeat(299)],
  ["blank", " \n\t ", null],
])("a reason that is %s declines all the same", async (_, reason, kept) => {
  const scenario = await seedScenario(db);
  const { answer, invitationId } = await scenario.inviteAndDeliver("alex", "acme", "grace");
  await declineInvitation({ ...answer, reason });
  const [row] = await db.select().from(invitations).where(eq(invitations.id, invitationId));
  expect(row).toMatchObject({ status: "declined", declineReason: kept });
});
