import { send, TRACES, trySignIn } from "@/e2e/fixtures/http";
import { expect, test } from "@/e2e/fixtures/http-test";
import { callAction } from "@/e2e/fixtures/server-actions";
import { ACTIONS } from "../permissions/actions";
import { seedOrganizations } from "../permissions/organizations";
import { PAGES, pathOf } from "../permissions/pages";
import { ENDS_SESSION, findFields, findParams, forgetAttempts, inParts, variantsOf } from "./hostile-texts";
import { expectResponsiveDuring } from "./responsiveness";

test.describe.configure({ timeout: 600_000 }); // thousands of requests, on a machine that may be busy

/** 60 kB that take a second to normalize: a text whose length isn't checked first blocks the process. */
const BOMB = `a${"\u0301\u0323".repeat(15_000)}`;

test("a hostile text in any field of any action doesn't block other requests", async ({ scenario }) => {
  test.setTimeout(600_000);
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const ids = { ...own, accountId: scenario.userId("alex") };
  const fields = await findFields(ids);
  for (const [name, row] of Object.entries(ACTIONS)) {
    await expectResponsiveDuring(name, async () => {
      for (const args of variantsOf(row.args(ids), fields, BOMB)) {
        const caller = ENDS_SESSION.includes(name) ? await scenario.newCookie("sam", "acme") : cookie;
        const { reply } = await callAction(name, args, { page: row.page(own), cookie: caller });
        expect(reply.status, name).toBeLessThan(500);
        expect(reply.body.length, `the response of ${name}`).toBeLessThan(150_000);
      }
    });
    await forgetAttempts(scenario);
  }
});

test("a hostile text in any parameter of any page doesn't block other requests", async ({ scenario }) => {
  test.setTimeout(300_000);
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const text = encodeURIComponent(BOMB.slice(0, 250));
  const parts = inParts(await findParams(own, cookie), 8); // as many as fit into a URL
  for (const pattern of Object.keys(PAGES)) {
    await expectResponsiveDuring(pattern, async () => {
      for (const names of parts) {
        const query = names.map((name) => `${name}=${text}`).join("&");
        const { status } = await send(`${pathOf(pattern, own)}?${query}`, { cookie });
        expect(status, `${pattern}?${names}`).toBeLessThan(500);
      }
    });
  }
});

test("hostile credentials sent past the sign-in form don't block other requests", async ({ scenario }) => {
  const credentials = scenario.credentials("alex", "acme");
  for (const name of Object.keys(credentials)) {
    await expectResponsiveDuring(name, async () => {
      const { status } = await trySignIn({ ...credentials, [name]: BOMB });
      expect(status).toBeLessThan(500);
    });
  }
  await forgetAttempts(scenario);
});

test("no page repeats unknown or long parameters in its links", async ({ scenario }) => {
  test.setTimeout(300_000);
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const known = (await findParams(own, cookie)).filter(
    (name) => ![...REDIRECTING, ...FINDING].includes(name),
  );
  const unknown = Array.from({ length: 50 }, (_, at) => `unknown${at}=${"v".repeat(100)}`).join("&");
  for (const pattern of Object.keys(PAGES)) {
    const path = pathOf(pattern, own);
    const { body } = await send(`${path}?${unknown}`, { cookie });
    expect(linksWith(body, "unknown7="), path).toEqual([]);
    for (const names of inParts(known, 5)) {
      const long = await send(`${path}?${names.map((name) => `${name}=${"v".repeat(1000)}`).join("&")}`, {
        cookie,
      });
      expect(linksWith(long.body, "v".repeat(201)).length, `${path} with ${names}`).toBeLessThan(2);
    }
  }
});

test("a URL with many parameters doesn't block other requests", async () => {
  for (const path of ["/", "/nowhere", "/api/health/live", "/icon.svg"]) {
    for (const query of ["&a".repeat(7_400), "=&".repeat(7_400)]) {
      await expectResponsiveDuring(path, async () => {
        expect((await send(`${path}?${query}`)).status, path).toBe(path === "/nowhere" ? 404 : 200);
      });
    }
  }
});

test("a long header doesn't block other requests", async () => {
  const names = ["user-agent", "accept", "accept-language", "referer", "if-none-match", "if-modified-since"];
  const ours = [
    "x-forwarded-for",
    "x-forwarded-host",
    "x-request-id",
    "traceparent",
    "authorization",
    "cookie",
  ];
  const next = [
    "next-url",
    "next-router-state-tree",
    "next-router-prefetch",
    "rsc",
    "next-action",
    "x-nextjs-data",
    "purpose",
  ];
  for (const name of [...names, ...ours, ...next]) {
    for (const piece of ["a", "a-", "1,", "a;", "%25", " "]) {
      const headers = { [name]: piece.repeat(15_000 / piece.length) };
      await expectResponsiveDuring(`${name}: ${piece}`, async () => void (await send("/help", { headers })));
    }
  }
});

test("an unreadable callback URL is not a server error", async () => {
  for (const address of ["x", "javascript:alert(1)", "http://[", "%00"]) {
    const query = `callbackUrl=${encodeURIComponent(address)}`;
    expect((await send(`/api/auth/session?${query}`)).status, address).toBe(200);
    const cookie = `authjs.callback-url=${encodeURIComponent(address)}`;
    expect((await send("/api/auth/session", { cookie })).status, address).toBe(200);
  }
});

test("malformed cursors, filters and page parameters show the first page of every list", async ({
  scenario,
}) => {
  test.setTimeout(300_000);
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const odd = [
    ...[["2026-19-39 29:00:00+00", own.userId], ["a"], [1, 2], ["\u0000", own.userId]].map(cursorOf),
    ...["x", "%00", "-1", "2026-02-30", own.userId],
  ];
  const params = await findParams(own, cookie);
  const listing = params.filter((name) => ![...REDIRECTING, ...FINDING].includes(name));
  for (const [page, pattern] of Object.keys(PAGES).entries()) {
    const path = pathOf(pattern, own);
    const { status } = await send(path, { cookie });
    for (const [index, value] of odd.entries()) {
      const open = (names: readonly string[]) =>
        send(`${path}?${names.map((name) => `${name}=${value}`).join("&")}`, { cookie });
      const ignored = await open(listing);
      expect(ignored.status, `${path} with ${value}`).toBe(status);
      expect(ignored.body).not.toMatch(TRACES);
      if ((page + index) % 3 > 0) continue; // each page with three values, and each value on a third of the pages
      const redirected = await open(REDIRECTING);
      const isFine = redirected.status < 400 || redirected.status === status;
      expect(isFine, `${path} with ${value} answers ${redirected.status}`).toBe(true);
      expect(redirected.body).not.toMatch(TRACES);
    }
  }
});

/** The links that contain a text. One can lead back to the whole address of the page, if that has at most 2,000 characters. */
function linksWith(body: string, text: string): string[] {
  return [...body.matchAll(/href="([^"]*)"/g)]
    .map(([, href = ""]) => href)
    .filter((href) => href.includes(text));
}

/** Parameters that may redirect to another page. */
const REDIRECTING = ["next", "done", "requested", "callbackUrl", "draft"];

/** Parameters with the id of something that isn't found then. */
const FINDING = ["copy"];

function cursorOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
