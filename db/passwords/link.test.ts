import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { Invalid } from "@/db/errors";
import { acceptInvitation } from "@/db/invitations/accept";
import { InvitationClosed } from "@/db/invitations/respond";
import { InvalidLink, setPassword } from "@/db/passwords/set";
import { passwordLinks } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { linkState, NEW_PASSWORD, passwordHashOf, sentLink, signsIn } from "@/db/testing/passwords";
import { auditOf, stateOf } from "@/db/testing/queries";
import { race, testBothOrders } from "@/db/testing/race";
import { seedScenario } from "@/db/testing/scenario";
import { disableUser } from "@/db/users/disable";

const { db } = testDatabase();

describe("a password link", () => {
  test("sets the password of its account, which can then sign in", async () => {
    const scenario = await seedScenario(db);
    const { use, first, organizationName, user } = await sentLink(scenario, "sam");
    expect({ first, organizationName, user }).toEqual({
      first: true,
      organizationName: "Acme Travel",
      user: { username: "sam", name: "Sam Rivera", email: "sam@acme-travel.example" },
    });
    expect(await setPassword(use)).toMatchObject({
      username: "sam",
      organization: { id: scenario.organizations.acme.id, handle: scenario.handle },
    });
    expect(await signsIn(scenario, "sam", "acme", NEW_PASSWORD)).toBe(true);
    expect(await auditOf(scenario, "acme", "passwords.set")).toMatchObject([
      { outcome: "done", actorName: "sam", subjectName: "sam", address: "192.0.2.1", details: {} },
    ]);
    expect((await sentLink(scenario, "sam")).first).toBe(false);
  });

  test("changes nothing when it is opened, even repeatedly", async () => {
    const scenario = await seedScenario(db);
    const { link } = await sentLink(scenario, "grace");
    const row = async () =>
      db
        .select()
        .from(passwordLinks)
        .where(eq(passwordLinks.userId, scenario.userId("grace")));
    const before = await row();
    for (let time = 0; time < 10; time++) expect(await linkState(scenario, link)).toBe("ready");
    expect(await row()).toEqual(before);
    expect(await passwordHashOf(scenario, "grace")).toBeNull();
  });

  test("is stored only as a hash, and so is the password", async () => {
    const scenario = await seedScenario(db);
    const { link, use } = await sentLink(scenario, "grace");
    const dump = async () => {
      const [row] = await db.execute<{ text: string }>(sql`
        select string_agg(t::text, ' ') as text from (
          select to_jsonb(l) as t from password_links l union all select to_jsonb(a) from audit_events a
          union all select to_jsonb(u) from users u union all select to_jsonb(j) from graphile_worker.jobs j) as everything`);
      return row?.text ?? "";
    };
    expect(await dump()).toContain("send-password-link");
    expect(await dump()).not.toContain(link);
    await setPassword(use);
    expect(await dump()).not.toContain(NEW_PASSWORD);
  });

  test.each([
    ["altered", (link: string) => `${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`],
    ["truncated", (link: string) => link.slice(0, -1)],
    ["in the wrong case", (link: string) => link.toUpperCase()],
    ["preceded by a space", (link: string) => ` ${link}`],
    ["empty", () => ""],
    ["10 kB long", () => "a".repeat(10_000)],
    ["a list", (link: string) => [link]],
    ["missing", () => undefined],
  ])("is unknown if it is %s", async (_, change) => {
    const scenario = await seedScenario(db);
    const { use, link: sent } = await sentLink(scenario, "grace");
    const link = change(sent);
    if (link === sent) return;
    expect(await linkState(scenario, link)).toBe("unknown");
    await expect(setPassword({ ...use, link })).rejects.toThrow(InvalidLink);
    expect(await passwordHashOf(scenario, "grace")).toBeNull();
  });

  test("works only once", async () => {
    const scenario = await seedScenario(db);
    const { use, link } = await sentLink(scenario, "grace");
    await setPassword(use);
    expect(await linkState(scenario, link)).toBe("unknown");
    await expect(setPassword({ ...use, password: "another long password" })).rejects.toThrow(InvalidLink);
    expect(await signsIn(scenario, "grace", "meridian", NEW_PASSWORD)).toBe(true);
  });

  test("still works after a short or common password is rejected", async () => {
    const scenario = await seedScenario(db);
    const { use } = await sentLink(scenario, "grace");
    for (const password of ["short", "password1234", "Grace Holloway", "x".repeat(129)]) {
      await expect(setPassword({ ...use, password })).rejects.toThrow(Invalid);
    }
    expect(await setPassword(use)).toMatchObject({ username: "grace" });
  });

  test("can't accept an invitation, and an invitation link can't set a password", async () => {
    const scenario = await seedScenario(db);
    const { response } = await scenario.inviteAndDeliver("alex", "acme", "grace");
    const { use, link } = await sentLink(scenario, "grace");
    await expect(setPassword({ ...use, link: response.link })).rejects.toThrow(InvalidLink);
    expect(await linkState(scenario, response.link)).toBe("unknown");
    await expect(acceptInvitation({ ...response, link })).rejects.toThrow(InvitationClosed);
    expect(await stateOf(scenario, link, "grace")).toEqual({ state: "unknown" });
  });
});

test("a link used four times at the same time sets one password", async () => {
  const scenario = await seedScenario(db);
  const { use } = await sentLink(scenario, "grace");
  const password = (at: number) => `${NEW_PASSWORD} ${at}`;
  const [first, ...others] = await race(
    db,
    Array.from({ length: 4 }, (_, at) => () => setPassword({ ...use, password: password(at) })),
  );
  expect(first?.status).toBe("fulfilled");
  for (const other of others) expect(other).toMatchObject({ reason: expect.any(InvalidLink) });
  expect(await signsIn(scenario, "grace", "meridian", password(0))).toBe(true);
  expect(await auditOf(scenario, "meridian", "passwords.set")).toHaveLength(1);
});

testBothOrders(
  "a password set while the account is being disabled can't be used to sign in",
  async (reversed) => {
    const scenario = await seedScenario(db);
    const { use } = await sentLink(scenario, "grace");
    const ctx = await scenario.contextOf("ada", "meridian");
    const [set, disabled] = await race(
      db,
      [() => setPassword(use), () => disableUser({ ctx, input: { userId: scenario.userId("grace") } })],
      { reversed },
    );
    expect(disabled.status).toBe("fulfilled");
    expect(set).toMatchObject(reversed ? { reason: expect.any(InvalidLink) } : { status: "fulfilled" });
    expect((await passwordHashOf(scenario, "grace")) !== null).toBe(!reversed);
    expect(await signsIn(scenario, "grace", "meridian", NEW_PASSWORD)).toBe(false);
  },
);
