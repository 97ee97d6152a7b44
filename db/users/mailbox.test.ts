import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { seedScenario } from "@/db/testing/scenario";
import { mailboxOf } from "./mailbox";

const { db } = testDatabase();

test.each([
  ["Victim+a+b@Bank.example", "victim@bank.example"],
  ["v.ictim@bank.example", "v.ictim@bank.example"],
  ["V.ic.tim+a.b@gmail.com", "victim@gmail.com"],
  ["v.ictim@GoogleMail.com", "victim@gmail.com"],
  ["v.ictim@notgmail.com", "v.ictim@notgmail.com"],
  ["v.ictim@gmail.com.example", "v.ictim@gmail.com.example"],
  ["v.ictim@mail.gmail.com", "v.ictim@mail.gmail.com"],
  ["+a@gmail.com", "@gmail.com"],
])("the mailbox of %s is %s, in the limits and in the database", async (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox);
  expect(await storedMailboxOf(address)).toBe(mailbox);
});

test("an account without an address has no mailbox", async () => {
  expect(await storedMailboxOf(null)).toBeNull();
});

async function storedMailboxOf(address: string | null): Promise<unknown> {
  const scenario = await seedScenario(db);
  const [row] = await db.execute(sql`
    update users set email = ${address} where id = ${scenario.userId("sam")} returning mailbox`);
  return row?.mailbox;
}
