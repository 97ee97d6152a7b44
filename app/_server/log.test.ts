import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { createDatabase } from "@/db/client";
import { Unavailable } from "@/db/connection/unavailable";
import { readEnv } from "./env";
import { createLog } from "./log";

const link = "4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI";
const lines: string[] = [];
const log = createLog({ write: (line) => lines.push(line) });

beforeEach(() => lines.splice(0));

describe("the log", () => {
  it("is a line of JSON with level, time and message", () => {
    log.info({ invitationId: "7f" }, "Sent");
    expect(lines[0]?.endsWith("}\n")).toBe(true);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      level: "info",
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      invitationId: "7f",
      msg: "Sent",
    });
  });

  it.each([
    ["in a message", () => log.info(`GET https://usher.example/accept/${link}?x=1`)],
    ["in an interpolated message", () => log.info("GET %s", `/accept/${link}`)],
    ["in a field", () => log.info({ url: `/accept/${link}` })],
    ["in an address within an address", () => log.info({ url: `/t/meridian?next=%2Faccept%2F${link}` })],
    ["in an error", () => log.error(new Error(`554 spam: https://usher.example/accept/${link}`))],
    [
      "in an error's cause",
      () => log.error({ err: new Error("no", { cause: new Error(`/accept/${link}`) }) }),
    ],
    ["under its own key, deep down", () => log.info({ a: [{ b: { link } }] })],
    ["as a token", () => log.info({ token: link, sessionToken: link })],
    ["of a password", () => log.info(`GET https://usher.example/set-password/${link}?x=1`)],
    [
      "of a password in an address within an address",
      () => log.info({ url: `/x?next=%2Fset-password%2F${link}` }),
    ],
    ["in a child's fields", () => log.child({ url: `/accept/${link}` }).info("x")],
  ])("never holds the link of a email: %s", (_, write) => {
    write();
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(link);
    expect(() => JSON.parse(lines[0] ?? "")).not.toThrow();
  });

  it("never contains the parameters of a failed query", async () => {
    const db = createDatabase("postgres://nobody@127.0.0.1:1/none", { connections: 1 });
    const error = await db
      .execute(sql`select ${"a hash\nof a link"}, ${"more"}`)
      .catch((caught: unknown) => caught);
    await db.close();
    log.error({ err: error }, "A request failed");
    expect(lines[0]).toContain("Failed query");
    expect(lines[0], "while the database is away, the reason is enough").not.toContain("log.test.ts");
    expect(lines[0]).toContain("ECONNREFUSED");
    expect(lines[0]).not.toMatch(/a hash|of a link|more/);
  });

  it("keeps the rest of a URL", () => {
    log.info({ url: `https://usher.example/accept/${link}?x=1` });
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ url: "https://usher.example/accept/[link]?x=1" });
  });

  it("shows the example of a wrong setting", () => {
    const example = "postgres://user:password@host:5432/database";
    expect(() => readEnv({ DATABASE_URL: "usher" })).toThrow(example);
    log.fatal(`DATABASE_URL must look like ${example}.`);
    expect(lines[0]).toContain(example);
  });

  it.each([
    { password: "usher-demo-2026" },
    { input: { passwordHash: "usher-demo-2026" } },
    { headers: { cookie: "authjs.session-token=usher-demo-2026", authorization: "Bearer usher-demo-2026" } },
    { headers: { "set-cookie": ["a=usher-demo-2026"] } },
    { line: "Cookie: authjs.session-token=usher-demo-2026; x=1" },
    { line: "Authorization: Bearer usher-demo-2026-usher" },
    { url: "postgres://usher:usher-demo-2026@db/usher" },
    { url: "/x?token=usher-demo-2026&y=1" },
    { err: new Error("connect smtp://usher:usher-demo-2026@mail:25 failed") },
  ])("never holds a password, a cookie or credentials: %o", (fields) => {
    log.info(fields, "x");
    expect(lines[0]).not.toContain("usher-demo-2026");
  });

  it("begins the error of a database that is too slow with its first cause, before the statement", () => {
    const failed = new Error("Failed query: select many columns", { cause: new Error("Query read timeout") });
    log.warn({ err: new Unavailable(failed) }, "x");
    const { err } = JSON.parse(lines[0] ?? "");
    expect(err).toMatchObject({
      reason: "Query read timeout",
      message: expect.stringContaining("select many columns"),
    });
    expect(err).not.toHaveProperty("stack");
  });

  it("contains an error's type, message, stack and cause", () => {
    log.error({ err: new TypeError("odd", { cause: new Error("deep") }) }, "x");
    expect(JSON.parse(lines[0] ?? "").err).toMatchObject({
      type: "TypeError",
      message: expect.stringContaining("odd"),
      stack: expect.stringContaining("caused by: Error: deep"),
    });
  });

  it("handles circular references", () => {
    const self: Record<string, unknown> = {};
    self.self = self;
    log.info(self, "x");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ msg: "x" });
  });
});
