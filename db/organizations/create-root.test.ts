import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { Conflict, Invalid } from "@/db/errors";
import { createRoot } from "@/db/organizations/create-root";
import { type NewRoot, newRoot } from "@/db/organizations/input";
import { auditEvents } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { queuedJobs } from "@/db/testing/email-queue";
import { race } from "@/db/testing/race";
import { findRoot } from "./find";

const { db } = testDatabase();

const initech: NewRoot = {
  handle: "initech",
  name: "Initech",
  username: "bill",
  personName: "Bill Lumbergh",
  email: "bill@initech.example",
};

test("a root organization is created once, with an administrator who gets an email to set a password", async () => {
  const { id } = await createRoot({ db, input: initech });
  expect(await findRoot(db, "initech")).toEqual({ id, name: "Initech" });
  expect(await queuedJobs(db)).toHaveLength(1);
  await expect(createRoot({ db, input: initech })).rejects.toThrow(Conflict);
  const events = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.organizationId, id))
    .orderBy(auditEvents.id);
  expect(events.map(({ action, actorId, subjectName }) => [action, actorId, subjectName])).toEqual([
    ["organizations.create", null, "Initech"],
    ["users.create", null, "bill"],
  ]);
});

test("no organization is created if the administrator is invalid", async () => {
  const input = { ...initech, handle: "initrode", email: "bill@" };
  await expect(createRoot({ db, input })).rejects.toThrow(Invalid);
  expect(await findRoot(db, "initrode")).toBeNull();
});

test("two simultaneous requests with the same handle create one root organization", async () => {
  const input = { ...initech, handle: "hooli" };
  const results = await race(db, [() => createRoot({ db, input }), () => createRoot({ db, input })]);
  expect(results).toMatchObject([{ status: "fulfilled" }, { reason: expect.any(Conflict) }]);
  const [row] = await db.execute(
    sql`select count(*)::int as count from organizations where handle = 'hooli'`,
  );
  expect(row).toEqual({ count: 1 });
});

test.each(["", "Big", "-a", "a-", "a b", "ä", "a".repeat(64)])("“%s” is not a valid handle", (handle) => {
  expect(newRoot.safeParse({ ...initech, handle }).success).toBe(false);
});
