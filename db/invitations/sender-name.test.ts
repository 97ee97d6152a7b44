import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { organizations } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { type Scenario, seedScenario } from "@/db/testing/scenario";

const { db } = testDatabase();
let scenario: Scenario;

beforeEach(async () => {
  scenario = await seedScenario(db);
});

test.each([
  "Acme Travel",
  "ACME-Travel ",
  "Ａcme Travel",
  "Асme Тrаvеl", // with Cyrillic letters
  "Acme Trave\u{2007}l",
])(
  "a sender named like another organization of the tree is known as an imitation: %s",
  async (senderName) => {
    await change("globex", { senderName });
    expect((await scenario.inviteAndDeliver("hank", "globex", "grace")).imitates).toBe(true);
  },
);

test.each([null, "Globex Travel", "Acme Travel Europe Service"])(
  "other sender names aren't marked: %s",
  async (senderName) => {
    await change("globex", { senderName });
    expect((await scenario.inviteAndDeliver("hank", "globex", "grace")).imitates).toBe(false);
  },
);

test("an organization's own name isn't marked, and neither is a name from another tree", async () => {
  await change("acme", { senderName: "Acme-Travel" });
  expect((await scenario.inviteAndDeliver("alex", "acme", "grace")).imitates).toBe(false);
  await change("acme", { senderName: "Orbit Labs" });
  expect((await scenario.inviteAndDeliver("alex", "acme", "linus")).imitates).toBe(false);
});

test("of two organizations with the same name, the newer one is marked", async () => {
  await change("acme", { createdAt: new Date("2026-01-01") });
  await change("globex", { name: "Acme Travel", createdAt: new Date("2026-02-01") });
  expect((await scenario.inviteAndDeliver("hank", "globex", "grace")).imitates).toBe(true);
  expect((await scenario.inviteAndDeliver("alex", "acme", "grace")).imitates).toBe(false);
});

async function change(organization: "acme" | "globex", values: Partial<typeof organizations.$inferInsert>) {
  await db
    .update(organizations)
    .set(values)
    .where(eq(organizations.id, scenario.organizations[organization].id));
}
