import { forget } from "@/db/limits/limits";
import { newLink } from "@/db/link";
import { disableUser } from "@/db/users/disable";
import { fingerprint } from "@/e2e/fixtures/fingerprint";
import { baseUrl, type Reply, send, TRACES } from "@/e2e/fixtures/http";
import { expect, PASSWORD, type Scenario, test } from "@/e2e/fixtures/http-test";
import {
  actionId,
  callAction,
  formData,
  MULTIPART,
  multipart,
  textPart,
} from "@/e2e/fixtures/server-actions";

const NEW_PASSWORD = "gravel tulip monday orbit";

// The requests must not block the address for tests that run at the same time.
test.afterEach(async ({ db }) => {
  await forget(db, "password-requests-of-address", "127.0.0.1");
  await forget(db, "sign-in-address", "127.0.0.1");
});

test("opening a password link many times by GET and HEAD, signed in or not, changes nothing", async ({
  scenario,
  page,
}) => {
  const link = await scenario.passwordLinkFor("grace");
  const readers = ["", await scenario.cookie("grace", "meridian"), await scenario.cookie("alex", "acme")];
  const before = await everything(scenario);
  for (const method of ["GET", "HEAD"]) {
    const opened = readers.flatMap((cookie) =>
      Array.from({ length: 10 }, () => send(`/set-password/${link}`, { method, cookie })),
    );
    for (const { status } of await Promise.all(opened)) expect(status).toBe(200);
  }
  for (let time = 0; time < 3; time++) {
    await page.goto(`/set-password/${link}`, { waitUntil: "networkidle" });
    await expect(page.getByRole("button", { name: "Set password" })).toBeVisible();
  }
  expect(await everything(scenario)).toBe(before);
  expect((await setBy(link)).redirect).toBe(signInAfter(scenario));
});

test("all wrong password links get the same page with the same status", async ({ scenario }) => {
  const link = await scenario.passwordLinkFor("grace");
  const used = await scenario.passwordLinkFor("linus");
  await setBy(used);
  const disabled = await scenario.passwordLinkFor("margaret");
  const ctx = await scenario.contextOf("ada", "meridian");
  await disableUser({ ctx, input: { userId: scenario.userId("margaret") } });
  const wrong = [
    ...["", "/", `/${newLink().link}`, `/${link.slice(0, -1)}`, `/${link}A`, `/${used}`, `/${disabled}`],
    ...["/%20", "/%zz", "/%00", `/${"a".repeat(10_000)}`, `/${link}/${link}`, `/x/${link}`],
    ...[
      `?link=${link}`,
      "/__proto__",
      "/..%2f..%2fetc%2fpasswd",
      "/a%0d%0aX-Evil:%201",
      "/<script>1</script>",
    ],
  ];
  const replies = await Promise.all(wrong.map((rest) => send(`/set-password${rest}`)));
  const pages = new Map(replies.map((reply, index) => [`${reply.status} ${textOf(reply)}`, wrong[index]]));
  expect([...pages.values()], "one for each page that differs from the others").toHaveLength(1);
  for (const reply of replies) {
    expect(reply.status).toBe(200);
    expect(reply.body).toContain("This link is no longer valid");
    expect(reply.body).not.toMatch(TRACES);
    expect(reply.headers["x-evil"]).toBeUndefined();
  }
});

test("the page of a password link can't be cached, indexed or framed, and sends and loads nothing elsewhere", async ({
  scenario,
  page,
}) => {
  const link = await scenario.passwordLinkFor("grace");
  for (const path of [
    `/set-password/${link}`,
    "/set-password/nothing",
    "/set-password",
    `/set-password/${link}/`,
  ]) {
    const { headers } = await send(path);
    expect(headers["cache-control"], path).toBe("no-store");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["x-robots-tag"]).toContain("noindex");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  }
  const [origins, referrers] = [new Set<string>(), new Set<string>()];
  page.on("request", (request) => {
    origins.add(new URL(request.url()).origin);
    referrers.add(request.headers().referer ?? "");
  });
  await page.goto(`/set-password/${link}`, { waitUntil: "networkidle" });
  expect([...origins]).toEqual([baseUrl()]);
  expect([...referrers]).toEqual([""]);
});

test("a password link doesn't work as an invitation or session, and an invitation link sets no password", async ({
  scenario,
}) => {
  const invitation = await scenario.linkFor("alex", "acme", "grace");
  const link = await scenario.passwordLinkFor("grace");
  const cookie = await scenario.cookie("grace", "meridian");
  const before = await everything(scenario);
  expect((await send(`/accept/${link}`, { cookie })).body).toContain("This link is no longer valid");
  for (const action of ["acceptInvitationAction", "declineInvitationAction"]) {
    await callAction(action, [link], { page: `/accept/${link}`, cookie });
  }
  expect((await send(`/set-password/${invitation.link}`)).body).toContain("This link is no longer valid");
  expect((await setBy(invitation.link)).redirect).toBe(`/set-password/${invitation.link}`);
  const asSession = await send(scenario.path("meridian"), { cookie: `authjs.session-token=${link}` });
  expect(asSession.status).toBe(307);
  expect(await scenario.statusOf(invitation.invitationId)).toBe("pending");
  expect(await everything(scenario)).toBe(before);
});

test("setting a password from a foreign origin, or without one, is rejected", async ({ scenario }) => {
  const link = await scenario.passwordLinkFor("grace");
  const cookie = await scenario.cookie("grace", "meridian");
  const before = await everything(scenario);
  const forms: [string, string, readonly unknown[]][] = [
    [`/set-password/${link}`, "setPasswordAction", [link]],
    ["/account", "changePasswordAction", [scenario.userId("grace")]],
    ["/account", "signOutEverywhereAction", [scenario.userId("grace"), "/"]],
    [
      scenario.path("meridian", "/forgot-password"),
      "requestPasswordResetAction",
      [scenario.scope("meridian")],
    ],
  ];
  for (const [path, action, bound] of forms) {
    for (const headers of FOREIGN) {
      const fields = {
        $ACTION_REF_1: "",
        "$ACTION_1:0": JSON.stringify({ id: actionId(action), bound: "$@1" }),
        "$ACTION_1:1": JSON.stringify(bound),
        ...{ password: NEW_PASSWORD, current: PASSWORD, username: "grace" },
      };
      const body = multipart(Object.entries(fields).map(([name, value]) => textPart(name, value)));
      const sent = { method: "POST", cookie, body, headers: { ...headers, "content-type": MULTIPART } };
      expect((await send(path, sent)).status, `${action} with ${JSON.stringify(headers)}`).toBe(403);
    }
  }
  expect(await everything(scenario)).toBe(before);
});

const FOREIGN: Record<string, string>[] = [
  {},
  { origin: "null" },
  { origin: "null", "sec-fetch-site": "cross-site" },
  { origin: "https://evil.example" },
  { origin: baseUrl(), "sec-fetch-site": "cross-site" },
];

function setBy(link: string, password = NEW_PASSWORD) {
  return callAction("setPasswordAction", [link, null, formData({ password })], {
    page: `/set-password/${link}`,
  });
}

function signInAfter(scenario: Scenario): string {
  return `${scenario.path("meridian", "/sign-in")}?done=set-password`;
}

/** Everything in the scenario, including sessions. */
function everything(scenario: Scenario): Promise<string> {
  return fingerprint(scenario, { ignore: [] });
}

/** The visible text of the page. */
function textOf({ body }: Reply): string {
  return body.replaceAll(/<script.*?<\/script>/gs, "").replaceAll(/(<[^>]*>|\s)+/g, " ");
}
