import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { declineInvitation } from "@/db/invitations/decline";
import { disableUser } from "@/db/users/disable";
import { editUser } from "@/db/users/edit";
import { baseUrl } from "@/e2e/fixtures/http";
import { expect, type Scenario, sentInvitation, test } from "@/e2e/fixtures/http-test";
import { rawEmailsTo, rawInvitationEmail } from "@/e2e/fixtures/raw-emails";

const MARKUP = {
  "HTML that runs": `<img src=x onerror="window.hit=1"><script>window.hit=1</script>`,
  "HTML that leaves an attribute": `"><svg onload=window.hit=1>'" onmouseover=window.hit=1 x=`,
  "what ends a script or a JSON": `</script><script>window.hit=1</script>\\u003cscript>"]}\n1:"$@2"`,
};

const WORDS = {
  "an address and a promise": "You won! https://evil.example/claim www.evil.example",
  "line breaks and headers": "Acme\r\nBcc: everybody@evil.example\r\n\r\n<b>body</b>",
  "other line breaks": "Acme\u2028Subject: x\u2029\u0085\u000bX-Evil: 1",
  "right-to-left marks": "Acme \u202Egnp.exe\u2066\u2069\u200F\u061C\uFEFF\u200B",
  "a template": "{{7*7}} #{7*7} <%= 7*7 %> __INVITEE__ $& $1 %s",
  "120 characters": "W".repeat(120),
};

for (const [kind, name] of Object.entries({ ...MARKUP, ...WORDS })) {
  test(`names with ${kind} add nothing to the invitation email`, async ({ scenario }) => {
    await rename(scenario, name);
    expectNothingInjected(await rawInvitationEmail(await invited(scenario)));
  });

  test(`names with ${kind} add nothing to the emails about an account`, async ({ scenario }) => {
    await rename(scenario, name);
    const address = `${crypto.randomUUID()}@meridian.example`;
    const grace = { userId: scenario.userId("grace"), username: "grace", name };
    await scenario.db.execute(sql`update users set email = ${address} where id = ${grace.userId}`);
    await scenario.session("grace");
    const ctx = await scenario.contextOf("ada", "meridian");
    await editUser({ ctx, input: { ...grace, username: "gracie", email: address } });
    await disableUser({ ctx, input: grace });
    await editUser({ ctx, input: { ...grace, username: "gracie", email: "grace@new.example" } });
    for (const email of await rawEmailsTo(address, 3)) expectNothingInjected(email, address, []);
  });
}

for (const [kind, name] of Object.entries(MARKUP)) {
  test(`names with ${kind} run nothing on any screen`, async ({ scenario, page, context }) => {
    const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace", [
      scenario.organizations.acme.administratorsGroupId,
    ]);
    await rename(scenario, name);
    await scenario.db.execute(
      sql`update invitations set note = ${name}, note_author = ${name} where id = ${invitationId}`,
    );
    await declineWithReason(scenario, name);
    const elsewhere = new Set<string>();
    page.on("dialog", (dialog) => {
      elsewhere.add(`${dialog.type()}: ${dialog.message()}`);
      dialog.accept();
    });
    page.on("request", (request) => elsewhere.add(new URL(request.url()).origin));
    const [cookie = "", value = ""] = (await scenario.cookie("alex", "acme")).split("=");
    await context.addCookies([{ name: cookie, value, url: baseUrl() }]);
    const { administratorsGroupId } = scenario.organizations.acme;
    const inside = [
      "",
      "/users",
      "/users/invitations",
      `/users/invitations/${invitationId}`,
      `/groups/${administratorsGroupId}`,
      "/roles",
      "/organizations",
      "/settings",
    ];
    await expectNothingRuns(page, [
      ...inside.map((path) => scenario.path("acme", path)),
      ...[`/accept/${link}`, "/my-organizations", "/account"],
    ]);
    await context.clearCookies();
    const passwordLink = await scenario.passwordLinkFor("sam");
    await expectNothingRuns(page, [
      ...[scenario.path("acme", "/sign-in"), scenario.path("acme", "/forgot-password?requested")],
      ...[`/accept/${link}`, `/set-password/${passwordLink}`],
    ]);
    expect([...elsewhere].filter((seen) => seen !== "null")).toEqual([baseUrl()]);
  });
}

/** Another invitee declines with this reason. */
async function declineWithReason(scenario: Scenario, reason: string): Promise<void> {
  const { link } = await scenario.linkFor("alex", "acme", "linus");
  const session = await scenario.session("linus");
  await declineInvitation({ db: scenario.db, session, link, reason, address: "192.0.2.1" });
}

async function invited(scenario: Scenario): Promise<string> {
  await scenario.invite("alex", "acme", ["grace"], [scenario.organizations.acme.administratorsGroupId]);
  return await sentInvitation(scenario.db, scenario.organizations.acme.id, scenario.userId("grace"));
}

async function expectNothingRuns(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    const seen = await page.evaluate(() => ({
      ran: "hit" in window,
      made: document.querySelectorAll("img[src=x], svg[onload], [onmouseover]").length,
    }));
    expect(seen, path).toEqual({ ran: false, made: 0 });
  }
}

test("the database rejects a name of 4 kB", async ({ scenario }) => {
  const name = "x".repeat(4096);
  const { meridian, acme } = scenario.organizations;
  for (const statement of [
    sql`update organizations set name = ${name} where id = ${acme.id}`,
    sql`update organizations set sender_name = ${name} where id = ${acme.id}`,
    sql`update users set name = ${name} where managing_organization_id = ${meridian.id}`,
    sql`update users set username = ${name} where managing_organization_id = ${meridian.id}`,
    sql`update groups set name = ${name} where organization_id = ${acme.id}`,
    sql`update roles set name = ${name} where organization_id = ${acme.id}`,
  ]) {
    await expect(scenario.db.execute(statement)).rejects.toThrow();
  }
});

/** The email has one subject line, no additional headers, one recipient, and links to one origin only. */
function expectNothingInjected(
  { headers, body }: Awaited<ReturnType<typeof rawInvitationEmail>>,
  to = "grace@meridian.example",
  leadsTo = [baseUrl()],
): void {
  const named = (name: string) => headers.filter((line) => line.toLowerCase().startsWith(`${name}:`));
  for (const once of ["subject", "to", "from", "message-id"]) expect(named(once), once).toHaveLength(1);
  for (const never of ["bcc", "cc", "x-evil", "reply-to"]) expect(named(never), never).toEqual([]);
  expect(decoded(named("subject")[0] ?? "")).not.toMatch(/[\p{Cc}\u2028\u2029\u202e\u200b\ufeff]/u);
  expect(decoded(named("from")[0] ?? "")).toMatch(
    /^From: [^\p{Cc}\u2028\u2029\u202e]* <no-reply@usher\.example>$/u,
  );
  expect(named("to")).toEqual([`To: ${to}`]);
  const html = body.slice(body.indexOf("text/html"));
  expect(html).not.toMatch(/<(script|svg|img|b)[\s>]/i);
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => new URL(href).origin);
  expect(new Set(links)).toEqual(new Set(leadsTo));
}

/** Decodes the encoded words of RFC 2047 that our emails use. */
function decoded(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === "B"
        ? Buffer.from(text, "base64").toString()
        : Buffer.from(
            text
              .replaceAll("_", " ")
              .replaceAll(/=([0-9A-F]{2})/g, (_hex, code: string) =>
                String.fromCharCode(Number.parseInt(code, 16)),
              ),
            "latin1",
          ).toString(),
    );
}

async function rename(scenario: Scenario, name: string): Promise<void> {
  const { acme, meridian } = scenario.organizations;
  await scenario.db.execute(
    sql`update organizations set name = ${name}, sender_name = left(${name}, 64) where id in (${acme.id}, ${meridian.id})`,
  );
  await scenario.db.execute(sql`update users set name = ${name} where root_id = ${meridian.id}`);
  await scenario.db.execute(
    sql`update groups set name = ${name}, description = ${name} where organization_id = ${acme.id}`,
  );
  await scenario.db.execute(sql`update roles set name = ${name} where organization_id = ${acme.id}`);
}
