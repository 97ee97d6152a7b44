import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page, Request } from "@playwright/test";
import { baseUrl, send } from "@/e2e/fixtures/http";
import { expect, type Scenario, test } from "@/e2e/fixtures/http-test";
import { actionId, MULTIPART, multipart, textPart } from "@/e2e/fixtures/server-actions";
import { accept } from "@/e2e/fixtures/steps";

/** Attempts of a page on another origin, which even knows the link and the action's id. */
const TRICKS: Record<string, { html: (target: Target) => string; headers?: Record<string, string> }> = {
  "a form": { html: form },
  "a form of a sandboxed page, whose origin is null": { html: form, headers: sandboxed() },
  "a form that keeps its origin to itself": { html: form, headers: { "referrer-policy": "no-referrer" } },
  "fetch with the person's cookies": { html: fetched },
  "fetch of a sandboxed page": { html: fetched, headers: sandboxed() },
};

type Target = { readonly url: string; readonly action: string; readonly link: string };

for (const [name, { html, headers }] of Object.entries(TRICKS)) {
  test(`another site's page can't make a signed-in user accept or decline: ${name}`, async ({
    scenario,
    context,
    page,
  }) => {
    const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace");
    await signedIn(scenario, context);
    // Another port of the same host is the same site, so the cookie is sent. Another name is another site.
    for (const host of ["localhost", "127.0.0.1"]) {
      for (const action of ["acceptInvitationAction", "declineInvitationAction"]) {
        const target = { url: `${baseUrl()}/accept/${link}`, action: actionId(action), link };
        await visit(page, host, html(target), headers);
      }
    }
    expect(await scenario.statusOf(invitationId)).toBe("pending");
  });
}

test("the same form on the app's own page accepts", async ({ scenario, context, page }) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace");
  await signedIn(scenario, context);
  await page.goto(`/accept/${link}`);
  await accept(page);
  expect(await scenario.statusOf(invitationId)).toBe("accepted");
});

const ORIGINS: Record<string, Record<string, string>> = {
  "no Origin": {},
  "an empty Origin": { origin: "" },
  "Origin null": { origin: "null" },
  "Origin null from the same site": { origin: "null", "sec-fetch-site": "same-site" },
  "another host": { origin: "https://evil.example" },
  "another port": { origin: "http://localhost:1" },
  "a host that begins alike": { origin: `${"http://localhost"}.evil.example` },
  "what is no origin": { origin: "evil" },
  "its own origin, sent from another site": { origin: "own", "sec-fetch-site": "cross-site" },
};

test("forms and actions with a foreign origin or none are rejected", async ({ scenario }) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace");
  const cookie = await scenario.cookie("grace", "meridian");
  const [path, id] = [`/accept/${link}`, actionId("acceptInvitationAction")];
  for (const [name, { origin, ...more }] of Object.entries(ORIGINS)) {
    const headers = {
      ...more,
      ...(origin !== undefined && { origin: origin === "own" ? baseUrl() : origin }),
    };
    const replies = await Promise.all([
      send(path, {
        ...{ method: "POST", cookie, body: JSON.stringify([link]) },
        headers: { ...headers, "next-action": id, "content-type": "text/plain;charset=UTF-8" },
      }),
      send(path, {
        ...{
          method: "POST",
          cookie,
          body: multipart(fieldsOf({ url: path, action: id, link }).map(([n, v]) => textPart(n, v))),
        },
        headers: { ...headers, "content-type": MULTIPART },
      }),
    ]);
    expect(
      replies.map(({ status }) => status),
      name,
    ).toEqual([403, 403]);
  }
  expect(await scenario.statusOf(invitationId)).toBe("pending");
});

async function signedIn(scenario: Scenario, context: BrowserContext): Promise<void> {
  const [name = "", value = ""] = (await scenario.cookie("grace", "meridian")).split("=");
  for (const url of [baseUrl(), baseUrl().replace("localhost", "127.0.0.1")]) {
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: "Lax" }]);
  }
}

/** Opens the page on another origin, and waits until its requests have ended. */
async function visit(page: Page, host: string, html: string, headers = {}): Promise<void> {
  const server = createServer((_, response) =>
    response.writeHead(200, { "content-type": "text/html", ...headers }).end(html),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo; // safe: it listens on a port
  const posts = { sent: 0, over: 0 };
  const count = (kind: keyof typeof posts) => (request: Request) => {
    if (request.method() === "POST") posts[kind]++;
  };
  page.on("request", count("sent"));
  page.on("requestfinished", count("over"));
  page.on("requestfailed", count("over"));
  await page.goto(`http://${host}:${port}/`);
  await expect.poll(() => posts.sent > 0 && posts.over >= posts.sent).toBe(true);
  page.removeAllListeners();
  server.close();
}

function form(target: Target): string {
  const inputs = fieldsOf(target).map(([name, value]) => `<input name="${name}" value="${escaped(value)}">`);
  return `<form method="post" enctype="multipart/form-data" action="${target.url}">${inputs.join("")}</form>
    <script>document.forms[0].submit()</script>`;
}

function sandboxed() {
  return { "content-security-policy": "sandbox allow-scripts allow-forms" };
}

function fetched({ url, action, link }: Target): string {
  const simple = { method: "POST", mode: "no-cors", credentials: "include", body: JSON.stringify([link]) };
  const asAction = { ...simple, mode: "cors", headers: { "next-action": action } };
  return `<script>
    fetch(${JSON.stringify(url)}, ${JSON.stringify(asAction)}).catch(() => {});
    const body = new FormData();
    for (const [name, value] of ${JSON.stringify(fieldsOf({ url, action, link }))}) body.set(name, value);
    fetch(${JSON.stringify(url)}, { method: "POST", mode: "no-cors", credentials: "include", body });
  </script>`;
}

/** The fields of the acceptance page's own form. */
function fieldsOf({ action, link }: Target): [string, string][] {
  return [
    ["$ACTION_REF_1", ""],
    ["$ACTION_1:0", JSON.stringify({ id: action, bound: "$@1" })],
    ["$ACTION_1:1", JSON.stringify([link])],
  ];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
