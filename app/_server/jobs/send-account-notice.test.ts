import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { testAccountNotices } from "@/app/_server/testing/account-notices";
import { changePassword } from "@/db/passwords/change";
import { setPassword } from "@/db/passwords/set";
import { users } from "@/db/schema";
import { emptyQueue, queuedJobs } from "@/db/testing/email-queue";
import { cheapHash, NEW_PASSWORD, sentLink } from "@/db/testing/passwords";
import { deleteUser } from "@/db/users/delete";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";

const OLD_PASSWORD = "an old password of sam's";

const notices = testAccountNotices();
const { db, edit, sent, sentTo, waiting } = notices;

describe("another email address", () => {
  test("the old address gets an email with who changed it and when, without the new address", async () => {
    await edit({ email: "attacker@evil.example" });
    const [email, ...others] = await sent();
    expect(others).toEqual([]);
    expect(email?.to).toEqual(["sam@acme-travel.example"]);
    expect(email?.headers.get("subject")).toBe("The email address of your account sam was changed");
    for (const fact of [
      "Emails about the account no longer go to this address.",
      "Alex Morgan (alex)",
      "Acme Travel",
      "Tell an administrator of Acme Travel immediately",
    ])
      expect(email?.text).toContain(fact);
    expect(email?.text).toMatch(
      new RegExp(`Time\\s+\\w+, \\w+ ${new Date().getUTCDate()}, \\d{4}, \\d+:\\d\\d [AP]M UTC`),
    );
    expect(email?.raw).not.toMatch(/attacker|evil/);
    expect(email?.raw).not.toContain("https://usher.example");
  });

  test("the old address gets an email when the account has none afterwards", async () => {
    await edit({ email: "" });
    expect(await sentTo()).toEqual([
      ["sam@acme-travel.example", "The email address of your account sam was changed"],
    ]);
  });

  test("users who change their own address get an email at the old one", async () => {
    const alex = {
      userId: notices.scenario.userId("alex"),
      username: "alex",
      name: "Alex Morgan",
      email: "a@new.example",
    };
    await editUser({ ctx: await notices.scenario.contextOf("alex", "acme"), input: alex });
    const [email] = await sent();
    expect(email?.to).toEqual(["alex@acme-travel.example"]);
    expect(email?.text).toContain("Someone signed in to this account");
  });

  test("setting a first address or another name sends no email", async () => {
    const barbara = { userId: notices.scenario.userId("barbara"), username: "barbara", name: "Barbara" };
    const ctx = await notices.scenario.contextOf("ada", "meridian");
    await editUser({ ctx, input: { ...barbara, email: "" } });
    await editUser({ ctx, input: { ...barbara, email: "barbara@new.example" } });
    await edit({ name: "Sam Lind" });
    expect(await sent()).toEqual([]);
  });

  test("a disabled account gets the email too", async () => {
    await db
      .update(users)
      .set({ disabledAt: new Date() })
      .where(eq(users.id, notices.scenario.userId("sam")));
    await edit({ email: "sam@new.example" });
    expect(await sentTo()).toEqual([["sam@acme-travel.example", expect.anything()]]);
  });

  test("a rejected change sends no email", async () => {
    await expect(edit({ email: "sam@new.example", username: "alex" })).rejects.toThrow("taken");
    expect(await sent()).toEqual([]);
  });
});

describe("another username", () => {
  test("the account gets an email with the name of the person who changed it", async () => {
    await edit({ username: "samuel" });
    const [email, ...others] = await sent();
    expect(others).toEqual([]);
    expect(email?.to).toEqual(["sam@acme-travel.example"]);
    expect(email?.headers.get("subject")).toBe("Your username at Acme Travel is now samuel");
    expect(email?.text).toContain("was changed to samuel. Sign in with it");
    expect(email?.text).toContain("Alex Morgan (alex)");
  });

  test("the new address gets it when both change, and the old one doesn't learn the username", async () => {
    await edit({ username: "samuel", email: "sam@new.example" });
    const emails = await sent();
    expect(emails.map(({ to }) => to[0])).toEqual(["sam@acme-travel.example", "sam@new.example"]);
    expect(emails[0]?.raw).not.toContain("samuel");
    expect(emails[1]?.text).toContain("was changed to samuel.");
  });

  test("users who change their own username get no email", async () => {
    const alex = {
      userId: notices.scenario.userId("alex"),
      username: "alexa",
      name: "Alex Morgan",
      email: "alex@acme-travel.example",
    };
    await editUser({ ctx: await notices.scenario.contextOf("alex", "acme"), input: alex });
    expect(await sent()).toEqual([]);
  });
});

describe("a password", () => {
  test("changing it on the account page sends an email", async () => {
    await change();
    const [email, ...others] = await sent();
    expect(others).toEqual([]);
    expect(email?.to).toEqual(["sam@acme-travel.example"]);
    expect(email?.headers.get("subject")).toBe("The password for your account sam was changed");
    expect(email?.text).toContain("All other sessions of the account have ended.");
    expect(email?.text).toContain("to set a new password");
    expect(email?.raw).not.toContain(NEW_PASSWORD);
    expect(email?.raw).not.toContain("https://usher.example");
  });

  test.each([
    ["first", false],
    ["next", true],
  ])("setting it by a link, the account's %s one, notifies the account", async (_, again) => {
    if (again) await setPassword((await link()).use);
    await emptyQueue(db);
    await setPassword({ ...(await link()).use, password: `${NEW_PASSWORD} too` });
    const [email, ...others] = await sent();
    expect(others).toEqual([]);
    expect(email?.to).toEqual(["sam@acme-travel.example"]);
    expect(email?.headers.get("subject")).toBe("A password was set for your account sam");
    expect(email?.text).toContain("Someone with the link emailed to this address");
  });

  test("a wrong password, or a used link, sends no email", async () => {
    const { use } = await link();
    await setPassword(use);
    await emptyQueue(db);
    await expect(setPassword(use)).rejects.toThrow();
    const input = { current: "a wrong one", password: "another long password" };
    const session = await notices.scenario.session("sam");
    await expect(changePassword({ db, session, input, address: "x" })).rejects.toThrow();
    expect(await sent()).toEqual([]);
  });

  test("the email goes to the address at the time of the change, even if it changes before the email is sent", async () => {
    await change();
    await edit({ email: "attacker@evil.example" });
    expect((await sentTo()).sort()).toEqual([
      ["sam@acme-travel.example", "The email address of your account sam was changed"],
      ["sam@acme-travel.example", "The password for your account sam was changed"],
    ]);
  });
});

describe("an account without an email address", () => {
  test("can be changed, disabled and deleted, and no email is queued", async () => {
    const ctx = await notices.scenario.contextOf("ada", "meridian");
    const userId = notices.scenario.userId("barbara");
    await givePassword("barbara");
    const [session] = [await notices.scenario.session("barbara"), await notices.scenario.session("barbara")];
    const input = { current: OLD_PASSWORD, password: NEW_PASSWORD };
    await changePassword({ db, session, input, address: "x" });
    await editUser({ ctx, input: { userId, username: "barb", name: "Barbara", email: "" } });
    await disableUser({ ctx, input: { userId } });
    await deleteUser({ ctx, input: { userId } });
    expect(await queuedJobs(db)).toEqual([]);
    expect(await waiting()).toEqual([]);
  });
});

async function change(): Promise<void> {
  await givePassword("sam");
  const input = { current: OLD_PASSWORD, password: NEW_PASSWORD };
  await changePassword({ db, session: await notices.scenario.session("sam"), input, address: "x" });
}

async function givePassword(person: "sam" | "grace" | "barbara"): Promise<void> {
  await db
    .update(users)
    .set({ passwordHash: await cheapHash(OLD_PASSWORD) })
    .where(eq(users.id, notices.scenario.userId(person)));
}

/** A link that was sent, with an empty queue behind it. */
async function link() {
  const sending = await sentLink(notices.scenario, "sam");
  await emptyQueue(db);
  return sending;
}
