import { request } from "node:http";
import { expect } from "@/e2e/fixtures/expect";
import { send } from "@/e2e/fixtures/http";
import { type Scenario, test } from "@/e2e/fixtures/http-test";
import { type SecondApp, startSecondApp } from "@/e2e/fixtures/second-app";
import {
  actionId,
  builtActions,
  callAction,
  MULTIPART,
  multipart,
  textPart,
} from "@/e2e/fixtures/server-actions";

test.describe.configure({ mode: "default" });

let app: SecondApp;

test.beforeAll(async () => {
  app = await startSecondApp({ LOG_LEVEL: "info" });
});

test.afterAll(async () => {
  await app.stop();
});

const DEEP = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;

/** Arguments that React can't decode, or that aren't a list. */
const ARGUMENTS = [
  ...["", "{bad", "[", "null", "1", '"x"', DEEP, `[${"1,".repeat(2_000)}1]`, '{"then":"$1"}'],
  ...[
    "$1",
    "$F1",
    "$Q1",
    "$W1",
    "$i1",
    "$B1",
    "$A1",
    "$h1",
    "$Z",
    "$n1x",
    "$0:a:b",
    "$0:__proto__:then",
    "$S",
  ].map((reference) => JSON.stringify([reference])),
];

const TEXT = { "content-type": "text/plain;charset=UTF-8" };
const WHOLE = multipart([textPart("0", "[]")]);
const BROKEN_FORMS = ["", "x", WHOLE.slice(0, -10), WHOLE.slice(0, 60), multipart(["x"])];

test("arguments and forms that can't be decoded are the client's error, and don't fill the log", async ({
  scenario,
}) => {
  const action = { "next-action": actionId("signInAction"), accept: "text/x-component" };
  const form = { "content-type": MULTIPART };
  const unbound = textPart("$ACTION_1:0", `{"id":"${actionId("signInAction")}","bound":"$@1"}`);
  await expectRefused(scenario, [
    ...ARGUMENTS.map((body) => ({ headers: { ...action, ...TEXT }, body })),
    ...ARGUMENTS.map((body) => ({ headers: { ...action, ...form }, body: multipart([textPart("0", body)]) })),
    ...BROKEN_FORMS.flatMap((body) => [
      { headers: { ...action, ...form }, body },
      { headers: form, body },
    ]),
    { headers: form, body: multipart([textPart("$ACTION_REF_1", ""), unbound]) },
    { headers: { ...action, "content-type": "multipart/form-data" }, body: WHOLE },
    { headers: { ...action, "content-type": "application/json" }, body: WHOLE },
    ...["x", "toString", "__proto__", "0".repeat(42), "a".repeat(5_000)].map((id) => ({
      headers: { ...action, ...TEXT, "next-action": id },
      body: "[]",
    })),
  ]);
});

test("arguments that React can't read are no action's error, and don't fill the log", async ({
  scenario,
}) => {
  const begin = app.log().length;
  const within = { root: "$T", orgId: "$T", accountId: "$T" };
  for (const { id, name } of builtActions()) {
    for (const sent of ["$T", within]) {
      const { status } = await send(scenario.path("acme", "/sign-in"), {
        base: app.base,
        method: "POST",
        headers: { ...TEXT, origin: app.base, accept: "text/x-component", "next-action": id },
        body: JSON.stringify(Array(4).fill(sent)),
      });
      expect(status, name).toBeLessThan(500);
    }
  }
  expectShortLog(begin);
  expect(app.log().slice(begin)).not.toContain('"outcome":"unexpected"');
});

test("input that React can't read is invalid", async ({ scenario }) => {
  const [page, cookie] = [scenario.path("acme"), await scenario.cookie("alex", "acme")];
  for (const input of ["$T", { search: "$T" }]) {
    const body = JSON.stringify([scenario.scope("acme"), input]);
    const { data } = await callAction("searchConsoleAction", [], { page, cookie, body, headers: TEXT });
    expect(data).toMatchObject({ ok: false, kind: "invalid" });
  }
  for (const args of [["$T"], ["", "$T"], ["", ["$T"]]]) {
    const call = { page, cookie, body: JSON.stringify(args), headers: TEXT };
    expect((await callAction("searchOrganizationsAction", [], call)).data).toBeInstanceOf(Array);
  }
});

test("forms from another address than BASE_URL are refused before any action runs, and don't fill the log", async ({
  scenario,
}) => {
  const begin = app.log().length;
  for (const { id, name } of builtActions()) {
    for (const origin of [
      { origin: "https://evil.example" },
      { origin: "null", "sec-fetch-site": "same-origin" },
    ]) {
      const { status, body } = await send(scenario.path("acme", "/sign-in"), {
        base: app.base,
        method: "POST",
        headers: { ...TEXT, ...origin, host: "evil.example", "next-action": id },
        body: "[]",
      });
      expect([status, body], name).toEqual([403, `usher-rejected other-address ${app.base}`]);
    }
  }
  expectShortLog(begin);
});

test("Next's own pages for errors aren't pages of Usher", async () => {
  const begin = app.log().length;
  for (const path of ["/_global-error", "/_error", "/_not-found", "/404", "/500"])
    expect((await send(path, { base: app.base })).status, path).toBe(404);
  expect(app.log().slice(begin)).not.toMatch(/"level":"(?:warn|error)"/);
});

test("clients that end their request early don't fill the log", async ({ scenario }) => {
  const begin = app.log().length;
  const action = { "next-action": actionId("signInAction"), accept: "text/x-component" };
  const kinds = [
    { ...action, ...TEXT },
    { ...action, "content-type": MULTIPART },
    { "content-type": MULTIPART },
  ];
  for (const headers of kinds) {
    const sending = request(app.base + scenario.path("acme", "/sign-in"), {
      method: "POST",
      headers: { ...headers, origin: app.base, "content-length": WHOLE.length },
    });
    sending.on("error", () => {}); // it is destroyed
    sending.write(WHOLE.slice(0, 60), () => setTimeout(() => sending.destroy(), 100));
  }
  const countAborted = () => app.log().slice(begin).split('"aborted":true').length - 1;
  await expect.poll(countAborted).toBe(kinds.length);
  expectShortLog(begin);
});

test("router states that can't be decoded are the client's error, and don't fill the log", async ({
  scenario,
}) => {
  const states = [
    "x",
    "%",
    "null",
    "[]",
    '["",1]',
    "x".repeat(10_000),
    '["",{"children":["t",{"children":null}]}]',
  ];
  const page = scenario.path("acme", "/sign-in");
  const { headers } = await send(page, {
    base: app.base,
    headers: { rsc: "1", "next-router-state-tree": "x" },
  });
  const path = headers.location ?? page; // with the parameter that Next wants
  const begin = app.log().length;
  for (const state of states) {
    const { status } = await send(path.replace(app.base, ""), {
      base: app.base,
      headers: { rsc: "1", "next-router-state-tree": state },
    });
    expect(status, state.slice(0, 100)).toBeLessThan(500);
  }
  await expect.poll(() => app.log().slice(begin).split('"msg":"Request"').length - 1).toBe(states.length);
  expect(app.log().slice(begin), "the status in the log").not.toContain('"status":500');
  expectShortLog(begin);
});

test("TRACE is refused on every path", async ({ scenario }) => {
  const begin = app.log().length;
  const paths = [
    "/",
    "/api/health",
    "/api/auth/csrf",
    "/_next/static/x.js",
    scenario.path("acme", "/sign-in"),
  ];
  for (const path of paths) {
    const { status, body } = await send(path, { base: app.base, method: "TRACE" });
    expect([path, status, body]).toEqual([path, 405, "This method isn't supported."]);
  }
  expectShortLog(begin);
});

type Sent = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

async function expectRefused(scenario: Scenario, requests: readonly Sent[]): Promise<void> {
  const begin = app.log().length;
  for (const { headers, body } of requests) {
    const { status } = await send(scenario.path("acme", "/sign-in"), {
      base: app.base,
      method: "POST",
      headers: { ...headers, origin: app.base },
      body,
    });
    const about = `${status} for ${JSON.stringify(headers)} ${body.slice(0, 100)}`;
    expect(status >= 400 && status < 500, about).toBe(true);
  }
  expectShortLog(begin);
}

/** Apart from the line that each request has, at most a short one a minute. */
function expectShortLog(begin: number): void {
  const lines = app
    .log()
    .slice(begin)
    .split("\n")
    .filter((line) => line !== "" && !line.includes('"msg":"Request"'));
  expect(lines.length, lines.join("\n").slice(0, 3_000)).toBeLessThanOrEqual(2);
  for (const line of lines) {
    expect(line).toContain('"level":"warn"');
    expect(line.length).toBeLessThan(600);
  }
}
