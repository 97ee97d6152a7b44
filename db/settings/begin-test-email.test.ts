import { expect, test } from "vitest";
import { beginTestEmail } from "@/db/settings/begin-test-email";
import { testDatabase } from "@/db/testing/database";
import { auditOf } from "@/db/testing/queries";
import { seedScenario } from "@/db/testing/scenario";
import { editUser } from "@/db/users/edit";

const { db } = testDatabase();

test("a test email goes to the address of the person who sends it, up to 10 times an hour", async () => {
  const scenario = await seedScenario(db);
  const ctx = await scenario.contextOf("alex", "acme");
  for (let time = 0; time < 10; time++)
    expect(await beginTestEmail({ ctx, input: {} })).toBe("alex@acme-travel.example");
  await expect(beginTestEmail({ ctx, input: {} })).rejects.toThrow(
    /^You can send 10 test emails an hour\. Try again in \d+ minutes\.$/,
  );
  expect(await auditOf(scenario, "acme", "settings.test")).toHaveLength(10);
});

test("an account without an address gets none", async () => {
  const scenario = await seedScenario(db);
  const input = { userId: scenario.userId("alex"), username: "alex", name: "Alex", email: "" };
  await editUser({ ctx: await scenario.contextOf("alex", "acme"), input });
  const ctx = await scenario.contextOf("alex", "acme");
  await expect(beginTestEmail({ ctx, input: {} })).rejects.toThrow("Your account has no email address.");
});
