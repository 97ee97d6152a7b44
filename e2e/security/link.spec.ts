import { sql } from "drizzle-orm";
import sharp from "sharp";
import { newLink } from "@/db/link";
import { organizationLogos } from "@/db/schema";
import { fingerprint } from "@/e2e/fixtures/fingerprint";
import { baseUrl, post, type Reply, send, TRACES } from "@/e2e/fixtures/http";
import { expect, test } from "@/e2e/fixtures/http-test";
import { callAction } from "@/e2e/fixtures/server-actions";

test("an invitation is still pending after its link was opened many times by GET and HEAD, signed in or not", async ({
  scenario,
}) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace");
  const before = await fingerprint(scenario);
  const readers = ["", await scenario.cookie("grace", "meridian"), await scenario.cookie("alex", "acme")];
  for (const method of ["GET", "HEAD"]) {
    const opened = readers.flatMap((cookie) =>
      Array.from({ length: 10 }, () => send(`/accept/${link}`, { method, cookie })),
    );
    for (const { status } of await Promise.all(opened)) expect(status).toBe(200);
  }
  expect(await fingerprint(scenario)).toBe(before);
  expect(await scenario.statusOf(invitationId)).toBe("pending");
});

test("a link scanner that runs JavaScript and follows every link leaves the invitation pending", async ({
  scenario,
  page,
}) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace");
  for (let time = 0; time < 3; time++) await page.goto(`/accept/${link}`, { waitUntil: "networkidle" });
  for (const href of await page
    .locator("a[href]")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
    await send(href ?? "/");
  }
  expect(await scenario.statusOf(invitationId)).toBe("pending");
});

test("all wrong links get the same page with the same status", async ({ scenario }) => {
  const { link } = await scenario.linkFor("alex", "acme", "grace");
  const wrong = [
    ...["", "/", `/${newLink().link}`, `/${link.slice(0, -1)}`, `/${link}A`, `/${altered(link)}`],
    ...[`/${swapCase(link)}`, "/%20", "/%zz", "/%E0%A4%A", "/%00", `/${link}%00`],
    ...[`/${"a".repeat(10_000)}`, `/${link}/${link}`, `/x/${link}`, `/${link}/accept`, "/undefined", "/null"],
    ...[
      `?token=${link}`,
      `?token=${link}&token=${link}`,
      `?token[]=${link}`,
      "/__proto__",
      "/..%2f..%2fetc%2fpasswd",
    ],
    ...[
      "/%F0%9F%8E%9F",
      "/a%0d%0aX-Evil:%201",
      "/<script>alert(1)</script>",
      "/'%20or%201=1--",
      "/%5Bobject%20Object%5D",
    ],
  ];
  for (const cookie of ["", await scenario.cookie("grace", "meridian")]) {
    const replies = await Promise.all(wrong.map((rest) => send(`/accept${rest}`, { cookie })));
    const pages = new Map(replies.map((reply, index) => [`${reply.status} ${textOf(reply)}`, wrong[index]]));
    expect([...pages.values()], "one for each page that differs from the others").toHaveLength(1);
    for (const reply of replies) {
      expect(reply.status).toBe(200);
      expect(reply.body).toContain("This link is no longer valid");
      expect(reply.body).not.toMatch(TRACES);
      expect(reply.headers["x-evil"]).toBeUndefined();
    }
  }
});

test("the link of a deleted invitation can't be accepted, and its page says that the invitation was deleted", async ({
  scenario,
}) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace");
  const cookie = await scenario.cookie("alex", "acme");
  await callAction("deleteInvitationsAction", [scenario.scope("acme"), { invitationIds: [invitationId] }], {
    page: scenario.path("acme", "/users/invitations"),
    cookie,
  });
  const reply = await send(`/accept/${link}`, { cookie: await scenario.cookie("grace", "meridian") });
  expect(reply.status).toBe(200);
  expect(reply.body).not.toContain("Accept invitation");
});

test("neither the link nor its hash is in any page or response that other users get", async ({
  scenario,
}) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace");
  const [row] = await scenario.db.execute<{ hex: string; base64: string }>(
    sql`select encode(link_hash, 'hex') as hex, encode(link_hash, 'base64') as base64
      from invitations where id = ${invitationId}`,
  );
  const secrets = [link, row?.hex ?? "", row?.base64 ?? ""];
  for (const [who, organization] of [
    ["alex", "acme"],
    ["ada", "meridian"],
    ["grace", "meridian"],
    ["mallory", "orbit"],
  ] as const) {
    const cookie = await scenario.cookie(who, organization);
    for (const reply of await crawl(scenario.path(who === "ada" ? "acme" : organization), cookie)) {
      for (const secret of secrets) expect(reply.body, `what ${who} gets`).not.toContain(secret);
    }
  }
  const again = await callAction(
    "inviteUsersAction",
    [scenario.scope("acme"), { usernames: ["grace", "linus"], groupIds: [], requestId: crypto.randomUUID() }],
    { page: scenario.path("acme", "/users"), cookie: await scenario.cookie("alex", "acme") },
  );
  expect(again.reply.body).toContain("already-invited");
  for (const secret of secrets) expect(again.reply.body).not.toContain(secret);
});

test("the acceptance page can't be cached, indexed or framed, and sends no referrer", async ({
  scenario,
}) => {
  const { link } = await scenario.linkFor("alex", "acme", "grace");
  for (const path of [`/accept/${link}`, "/accept/nothing", "/accept", `/accept/${link}/`]) {
    const { headers } = await send(path);
    expect(headers["cache-control"], path).toBe("no-store");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["x-robots-tag"]).toContain("noindex");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  }
});

test("the acceptance page loads nothing from other origins", async ({ scenario, page }) => {
  const { link } = await scenario.linkFor("alex", "acme", "grace");
  const { id } = scenario.organizations.acme;
  const png = await sharp({ create: { width: 80, height: 20, channels: 3, background: "#b45309" } })
    .png()
    .toBuffer();
  await scenario.db.insert(organizationLogos).values({ organizationId: id, png, width: 80, height: 20 });
  await scenario.db.execute(sql`update organizations set color = '#b45309' where id = ${id}`);
  const origins = new Set<string>();
  const referrers = new Set<string>();
  page.on("request", (request) => {
    origins.add(new URL(request.url()).origin);
    referrers.add(request.headers().referer ?? "");
  });
  await page.goto(`/accept/${link}`, { waitUntil: "networkidle" });
  expect([...origins].filter((origin) => origin !== "null")).toEqual([baseUrl()]); // "null" is the origin of data URLs
  const drawn = await page
    .getByRole("img", { name: "Acme Travel" })
    .evaluate((img: HTMLImageElement) => img.naturalWidth);
  expect(drawn, "the logo's width").toBe(80);
  expect([...referrers]).toEqual([""]);
});

test("other secrets don't work as links, and a link doesn't work as another secret", async ({ scenario }) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace");
  const cookie = await scenario.cookie("grace", "meridian");
  const session = cookie.split("=")[1] ?? "";
  const csrf: { csrfToken: string } = JSON.parse((await send("/api/auth/csrf")).body);
  for (const secret of [session, csrf.csrfToken, invitationId, scenario.userId("grace")]) {
    const reply = await send(`/accept/${encodeURIComponent(secret)}`, { cookie });
    expect(reply.body).toContain("This link is no longer valid");
    const result = await callAction("acceptInvitationAction", [secret], { page: "/accept", cookie });
    expect(result.redirect).toBe("/accept");
  }
  const asSession = await send(scenario.path("meridian"), { cookie: `authjs.session-token=${link}` });
  expect(asSession.status).toBe(307);
  expect(asSession.headers.location).toContain("/sign-in");
  for (const kind of ["credentials", "email", "nodemailer", "resend"]) {
    const query = new URLSearchParams({ token: link, email: "grace@meridian.example", callbackUrl: "/" });
    for (const reply of [
      await send(`/api/auth/callback/${kind}?${query}`),
      await post(`/api/auth/callback/${kind}`, { csrfToken: link, token: link, password: link }),
    ]) {
      expect(reply.headers.location).toMatch(/\/\?error=\w+$/);
      expect(reply.headers["set-cookie"]?.join() ?? "").not.toContain("session-token=ey");
    }
  }
  expect(await scenario.statusOf(invitationId)).toBe("pending");
});

/** Fetches every page that is linked from here, as HTML and as the router's payload. */
async function crawl(start: string, cookie: string): Promise<Reply[]> {
  const [seen, replies] = [new Set([start]), [] as Reply[]];
  for (const path of seen) {
    const both = await Promise.all([send(path, { cookie }), send(path, { cookie, headers: { rsc: "1" } })]);
    replies.push(...both);
    for (const [, href = ""] of both[0].body.matchAll(/href="(\/(?!_next|icon)[^"#]*)"/g)) {
      if (seen.size < 40) seen.add(href.replaceAll("&amp;", "&"));
    }
  }
  return replies;
}

/** The visible text of the page. */
function textOf({ body }: Reply): string {
  return body.replaceAll(/<script.*?<\/script>/gs, "").replaceAll(/(<[^>]*>|\s)+/g, " ");
}

function altered(link: string): string {
  return link.replace(/^./, (first) => (first === "A" ? "B" : "A"));
}

function swapCase(link: string): string {
  return link.replaceAll(/[a-z]/gi, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase()));
}
