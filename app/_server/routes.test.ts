import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readActions, readRoutes, routeOf } from "./routes";

const folder = mkdtempSync(path.join(tmpdir(), "usher-routes-"));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  path.join(folder, "routes-manifest.json"),
  JSON.stringify({
    staticRoutes: [{ page: "/account", regex: "^/account(?:/)?$", namedRegex: "…" }],
    dynamicRoutes: [
      { page: "/accept/[[...token]]", regex: "^/accept(?:/(.+?))?(?:/)?$" },
      { page: "/t/[root]/o/[orgId]", regex: "^/t/([^/]+?)/o/([^/]+?)(?:/)?$" },
    ],
  }),
);
const routes = readRoutes(folder);

test.each([
  ["/account?next=/accept/secret", "/account"],
  ["/accept/secret", "/accept/[[...token]]"],
  ["/t/meridian/o/5eed0000?x=1", "/t/[root]/o/[orgId]"],
  ["/_next/static/chunks/a.js", "/_next/[file]"],
  ["/_next/x/../../account", "/account"],
  ["/_next/%2e%2e/t/meridian/o/5eed0000", "/t/[root]/o/[orgId]"],
  ["//evil.example/account", "unknown"],
  ["/wp-admin/secret", "unknown"],
  [`/accept/${"x".repeat(5000)}`, "unknown"],
])("%s is of the route %s, without what is in it", (url, route) => {
  expect(routeOf(url, routes)).toBe(route);
});

test("without a build there are no routes", () => {
  expect(readRoutes(path.join(folder, "none"))).toEqual([]);
});

test("a server action is known by the name of its function", () => {
  mkdirSync(path.join(folder, "server"));
  const node = { "40aa": { exportedName: "inviteUsersAction", filename: "app/actions.ts", workers: {} } };
  writeFileSync(
    path.join(folder, "server/server-reference-manifest.json"),
    JSON.stringify({ node, edge: {} }),
  );
  expect(readActions(folder).get("40aa")).toBe("inviteUsers");
  expect(readActions(path.join(folder, "none")).size).toBe(0);
});
