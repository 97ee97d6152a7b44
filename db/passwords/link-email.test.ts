import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { setPassword } from "@/db/passwords/set";
import { findPasswordState } from "@/db/passwords/state";
import { testDatabase } from "@/db/testing/database";
import { keys } from "@/db/testing/link-keys";
import { NEW_PASSWORD, sentLink } from "@/db/testing/passwords";
import { auditOf } from "@/db/testing/queries";
import { seedScenario } from "@/db/testing/scenario";
import { editUser } from "@/db/users/edit";
import { beginLinkDelivery, settleLinkDelivery } from "./deliver-link";
import { queuePasswordLink } from "./queue-link";

const { db } = testDatabase();

describe("the password email", () => {
  test("is deferred with a reason while the account can't use the link", async () => {
    const scenario = await seedScenario(db);
    const beginDelivery = async (person: "barbara" | "ken" | "elena") => {
      await db.transaction((tx) => queuePasswordLink(tx, scenario.userId(person)));
      return beginLinkDelivery({ db, keys, userId: scenario.userId(person) });
    };
    expect(await beginDelivery("barbara")).toMatchObject({
      deferReason: "no-address",
    });
    expect(await beginDelivery("ken")).toMatchObject({ deferReason: "account-disabled" });
    await db.execute(
      sql`update organizations set disabled_at = now() where id = ${scenario.organizations.acme.id}`,
    );
    expect(await beginDelivery("elena")).toMatchObject({ deferReason: "organization-inactive" });
  });

  test("is sent again if it is requested again while it is being sent", async () => {
    const scenario = await seedScenario(db);
    const userId = scenario.userId("grace");
    const { linkId, sending } = await sentLink(scenario, "grace");
    await db.transaction((tx) => queuePasswordLink(tx, userId));
    await settleLinkDelivery({ db, userId, linkId, sending, outcome: { sent: true } });
    expect(await beginLinkDelivery({ db, keys, userId })).toMatchObject({ link: expect.any(String) });
  });

  test("is sent to a new address even if the email to the old address is delivered later", async () => {
    const scenario = await seedScenario(db);
    const userId = scenario.userId("sam");
    const { linkId, sending } = await sentLink(scenario, "sam");
    const sam = { userId, username: "sam", name: "Sam Rivera", email: "sam@new.example" };
    await editUser({ ctx: await scenario.contextOf("alex", "acme"), input: sam });
    await db.transaction((tx) => queuePasswordLink(tx, userId));
    await settleLinkDelivery({ db, userId, linkId, sending, outcome: { sent: true } });
    expect(await beginLinkDelivery({ db, keys, userId })).toMatchObject({
      user: { email: "sam@new.example" },
    });
  });
});

test("only the managing organization sees the password state of an account", async () => {
  const scenario = await seedScenario(db);
  const [userId, ctx] = [scenario.userId("sam"), await scenario.contextOf("alex", "acme")];
  const state = () => findPasswordState({ ctx, userId });
  expect(await state()).toEqual({ everSet: false, link: null });
  await db.transaction((tx) => queuePasswordLink(tx, userId));
  const waiting = { state: "waiting", error: null };
  expect(await state()).toEqual({ everSet: false, link: { email: waiting, sentAt: null, expiresAt: null } });
  const sending = await beginLinkDelivery({ db, keys, userId });
  if (!sending || "deferReason" in sending) throw new Error("Nothing was sent.");
  const settle = (outcome: Parameters<typeof settleLinkDelivery>[0]["outcome"]) =>
    settleLinkDelivery({ db, userId, linkId: sending.linkId, sending: sending.sending, outcome });
  const error = { code: "rejected", reply: "550 no such mailbox" } as const;
  await settle({ sent: false, error, final: true });
  expect(await state()).toMatchObject({ link: { email: { state: "failed", error } } });
  await settle({ sent: true });
  expect(await state()).toMatchObject({
    link: { email: { state: "sent", error: null }, expiresAt: sending.expiresAt },
  });
  expect(await auditOf(scenario, "acme", "passwords.send")).toHaveLength(1);
  expect(await auditOf(scenario, "acme", "passwords.send-failed")).toHaveLength(1);
  await setPassword({ db, link: sending.link, password: NEW_PASSWORD, address: "x" });
  expect(await state()).toEqual({ everSet: true, link: null });
  expect(await findPasswordState({ ctx: await scenario.contextOf("ada", "meridian"), userId })).toBeNull();
  expect(await findPasswordState({ ctx, userId: "nonsense" })).toBeNull();
});
