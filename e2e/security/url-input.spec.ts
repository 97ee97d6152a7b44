import { send } from "@/e2e/fixtures/http";
import { expect, test } from "@/e2e/fixtures/http-test";
import { seedOrganizations } from "../permissions/organizations";
import { PAGES, pathOf } from "../permissions/pages";
import { expectNoFault } from "./expect-no-fault";
import { findParams, inParts } from "./hostile-texts";

test.describe.configure({ timeout: 600_000 }); // thousands of requests, on a machine that may be busy

const LISTS = [
  "",
  "/users",
  "/users/invitations",
  "/users/bulk-actions",
  "/groups",
  "/roles",
  "/organizations",
];

const ODD = [
  ...[
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%zz",
    "%",
    "%FF%FE",
    "%F0%9F%8E%9F",
    "'%20or%201=1--",
    "<script>",
    "../../etc/passwd",
  ],
  ...[
    "-1",
    "1e309",
    "99999999999999999999999999",
    "NaN",
    "null",
    "undefined",
    "[object%20Object]",
    "__proto__",
    "constructor",
  ],
  ...[
    "x".repeat(8000),
    "%25%5F%5C",
    "%E2%80%AE",
    "W10",
    "WyJhIiwiYiJd",
    "WyJcdTAwMDAiLCJ4Il0",
    "eyJ2YWx1ZSI6MX0",
  ],
];

const PARAMS = ["q", "sort", "after", "before", "status", "page", "__proto__", "at"];

test("no URL parameter of any list causes a server error", async ({ scenario }) => {
  const cookie = await scenario.cookie("alex", "acme");
  const paths = LISTS.flatMap((list) => [
    ...ODD.map((value) => `${list}?${PARAMS.map((name) => `${name}=${value}`).join("&")}`),
    ...[
      `${list}?q=a&q=b&sort=name&sort=-name&after=a&after=b`,
      `${list}?q[]=a&sort[a]=b`,
      `${list}?${"a=b&".repeat(500)}`,
    ],
  ]);
  await expectNoFault(paths.map((path) => send(scenario.path("acme", path), { cookie })));
});

test("no malformed id in a URL causes a server error", async ({ scenario }) => {
  const cookie = await scenario.cookie("alex", "acme");
  const paths = ODD.flatMap((value) => [
    `/t/${value}`,
    `/t/${scenario.handle}/o/${value}`,
    `/t/${value}/o/${scenario.organizations.acme.id}/users`,
    ...["groups", "roles", "users", "users/invitations", "users/bulk-actions", "organizations"].map((page) =>
      scenario.path("acme", `/${page}/${value}`),
    ),
  ]);
  await expectNoFault(paths.map((path) => send(path, { cookie })));
});

test("no odd name or range of a static file causes a server error", async ({ scenario }) => {
  for (const path of ["/_next/static/%00.js", "/api/assets/x%00.js", "/_next/static/%FF.js"]) {
    expect((await send(path)).status, path).toBe(404);
  }
  const page = await send(scenario.path("acme", "/sign-in"));
  const script = page.body.match(/\/_next\/static\/[^"?]+\.js/)?.[0] ?? "no script";
  for (const range of ["bytes=abc", "bytes=999999999-", "bytes=0-0,-1", "x"]) {
    expect((await send(script, { headers: { range } })).status, range).toBeLessThan(300);
  }
});

test("half a character in any parameter of any page causes no server error", async ({ scenario }) => {
  test.setTimeout(300_000);
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const params = await findParams(own, cookie);
  const paths = Object.keys(PAGES).flatMap((pattern) =>
    ["%ED%A0%BD", `${"x".repeat(199)}%F0%9F%98%80`].flatMap((value) =>
      inParts(params, 8).map(
        (names) => `${pathOf(pattern, own)}?${names.map((name) => `${name}=${value}`).join("&")}`,
      ),
    ),
  );
  await expectNoFault(paths.map((path) => send(path, { cookie })));
});

test("unsupported methods change nothing and cause no server error", async ({ scenario }) => {
  const { link, invitationId } = await scenario.linkFor("alex", "acme", "grace");
  const cookie = await scenario.cookie("grace", "meridian");
  const methods = ["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
  await expectNoFault(methods.map((method) => send(`/accept/${link}`, { method, cookie })));
  expect(await scenario.statusOf(invitationId)).toBe("pending");
});
