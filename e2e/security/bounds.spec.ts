import { once } from "node:events";
import { Agent } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { forget } from "@/db/limits/limits";
import { inputFields } from "@/db/testing/input-schemas";
import { baseUrl, send, signIn, TRACES, trySignIn } from "@/e2e/fixtures/http";
import { expect, type Scenario, test } from "@/e2e/fixtures/http-test";
import { startSecondApp } from "@/e2e/fixtures/second-app";
import { callAction, field, MULTIPART, multipart } from "@/e2e/fixtures/server-actions";
import { ACTIONS } from "../permissions/actions";
import { form } from "../permissions/actions/form";
import { type Ids, seedOrganizations } from "../permissions/organizations";
import { PAGES, pathOf } from "../permissions/pages";

/** 60 kB that take a second to normalize, so that any text that is not bounded first freezes the process. */
const BOMB = `a${"\u0301\u0323".repeat(15_000)}`;
const MAX_BYTES = 1_048_576;
const MAX_PLAIN_BYTES = 131_072;
/** Longer, and the process was frozen: it answers in 5 to 40 ms when it is idle. */
const MAX_MS = 500;

/** Parameters that no page links to, or only a few. */
const RARE_PARAMS = [
  "after",
  "before",
  "object",
  "day",
  "draft",
  "next",
  "done",
  "asked",
  "callbackUrl",
  "page",
];

test("a hostile text in any field of any action stops nobody else", async ({ scenario }) => {
  test.setTimeout(600_000);
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const fields = [
    ...new Set([
      ...Object.values(ACTIONS).flatMap((row) => row.args(own).flatMap(namesIn)),
      ...(await inputFields()),
    ]),
  ];
  for (const [name, row] of Object.entries(ACTIONS)) {
    const ending = ENDING.includes(name);
    for (const args of variantsOf(row.args(own), fields)) {
      const as = ending ? await signIn(scenario.credentials("sam", "acme")) : cookie;
      await expectNoFreeze(name, async () => {
        const { reply } = await callAction(name, args, { page: row.page(own), cookie: as });
        expect(reply.status, name).toBeLessThan(500);
        expect(reply.body.length, `what ${name} sends back`).toBeLessThan(150_000);
      });
    }
    await forgetTries(scenario);
  }
});

test("a hostile text in any parameter of any page stops nobody else", async ({ scenario }) => {
  test.setTimeout(300_000);
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const text = encodeURIComponent(BOMB.slice(0, 2000));
  const params = await paramsFound(own, cookie);
  for (const pattern of Object.keys(PAGES)) {
    await expectNoFreeze(pattern, async () => {
      for (const name of params) {
        const { status } = await send(`${pathOf(pattern, own)}?${name}=${text}`, { cookie });
        expect(status, `${pattern}?${name}`).toBeLessThan(500);
      }
    });
  }
});

test("signing in past the form with hostile credentials stops nobody else", async ({ scenario }) => {
  const credentials = scenario.credentials("alex", "acme");
  for (const name of Object.keys(credentials)) {
    await expectNoFreeze(name, async () => {
      const { status } = await trySignIn({ ...credentials, [name]: BOMB });
      expect(status).toBeLessThan(500);
    });
  }
  await forgetTries(scenario);
});

test("an address of many parameters stops nobody else", async () => {
  for (const path of ["/", "/nowhere", "/api/health/live", "/icon.svg"]) {
    for (const query of ["&a".repeat(7_400), "=&".repeat(7_400)]) {
      await expectNoFreeze(path, async () => {
        expect((await send(`${path}?${query}`)).status, path).toBe(path === "/nowhere" ? 404 : 200);
      });
    }
  }
});

test("a request with thousands of cookies stops nobody else", async ({ scenario }) => {
  const { own } = await seedOrganizations(scenario);
  const many = Array.from({ length: 3_200 }, (_, at) => `${at.toString(36)}=`).join(";");
  const cookie = `${await scenario.cookie("alex", "acme")};${many}`;
  const page = scenario.path("acme", "/sign-in");
  for (const path of ["/api/health/live", "/api/auth/session", "/_next/static/none.js", page]) {
    await expectNoFreeze(path, async () => {
      expect((await send(path, { cookie })).status, path).toBeLessThan(500);
    });
  }
  const name = "findOrganizationAction";
  const args = ACTIONS[name]?.args(own) ?? [];
  await expectNoFreeze(name, async () => void (await callAction(name, args, { page, cookie })));
});

test("a body in thousands of tiny parts stops nobody else", async ({ scenario }) => {
  const origin = `Origin: ${baseUrl()}\r\n`;
  const requests = [
    `POST ${scenario.path("acme", "/sign-in")} HTTP/1.1\r\n${origin}`,
    "POST /api/auth/signout HTTP/1.1\r\n", // accepted only with its token
    "POST / HTTP/1.1\r\n", // refused, because it has no origin
    "GET /api/health/live HTTP/1.1\r\n",
    "POST /_next/static/none.js HTTP/1.1\r\n",
  ];
  for (const request of requests) await expectNoFreeze(request, () => sendTinyChunks(request, 200_000));
});

test("arguments that React reads slowly are short, so they stop nobody else", async ({ scenario }) => {
  const call = { page: scenario.path("acme", "/sign-in") };
  // Sets and maps are built with a hash that anybody can foresee: numbers that share it are compared with each other.
  const numbers = collidingNumbers(60_000);
  const sent = [
    ["$W1", numbers],
    ["$W1", numbers.slice(0, 10_000)],
    ["$Q1", numbers.slice(0, 8_000).map((number) => [number, 0])],
  ] as const;
  for (const [reference, items] of sent) {
    const body = multipart([
      field("1", JSON.stringify(items)),
      field("0", JSON.stringify([null, reference])),
    ]);
    await expectNoFreeze(reference, async () => {
      const headers = { "content-type": MULTIPART };
      const { reply } = await callAction("findOrganizationAction", [], { ...call, body, headers });
      expect(reply.status === 413, `${reference}, ${body.length} bytes`).toBe(body.length > MAX_PLAIN_BYTES);
    });
  }
});

test("a connection that asks for another protocol is closed", async () => {
  await send("/api/health/live");
  const { hostname, port } = new URL(baseUrl());
  const socket = connect({ host: hostname, port: Number(port) });
  const closed = once(socket, "close");
  socket.write(
    `GET /_next/webpack-hmr HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
  );
  await closed;
});

test("an address to lead to that can't be read is no fault of the server", async () => {
  for (const address of ["x", "javascript:alert(1)", "http://[", "%00"]) {
    const query = `callbackUrl=${encodeURIComponent(address)}`;
    expect((await send(`/api/auth/session?${query}`)).status, address).toBe(200);
    const cookie = `authjs.callback-url=${encodeURIComponent(address)}`;
    expect((await send("/api/auth/session", { cookie })).status, address).toBe(200);
  }
});

test("a broken body at an address that is costly to match stops nobody else, whatever is logged of it", async ({
  scenario,
}) => {
  const app = await startSecondApp({ LOG_LEVEL: "trace" });
  const page = `${scenario.path("acme", "/users")}?x=${"a.".repeat(7_000)}`;
  const call = { page, base: app.base };
  try {
    for (const body of ["{bad", "--x"]) {
      for (const type of [MULTIPART, "text/plain"]) {
        const headers = { origin: app.base, "content-type": type };
        const act = async () => void (await callAction("inviteUsersAction", [], { ...call, body, headers }));
        await expectNoFreeze(type, act, app.base);
      }
    }
    expect(app.log()).toContain("A request failed");
  } finally {
    await app.stop();
  }
});

test("malformed cursors, filters and pages lead to the first page of every list", async ({ scenario }) => {
  test.setTimeout(300_000);
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const odd = [
    ...[["2026-19-39 29:00:00+00", own.userId], ["a"], [1, 2], ["\u0000", own.userId]].map(cursorOf),
    ...["x", "%00", "-1", "2026-02-30", own.userId],
  ];
  const params = await paramsFound(own, cookie);
  for (const pattern of Object.keys(PAGES)) {
    const path = pathOf(pattern, own);
    const { status } = await send(path, { cookie });
    for (const value of odd) {
      const query = (names: readonly string[]) => names.map((name) => `${name}=${value}`).join("&");
      const [ignored, led] = await Promise.all([
        send(`${path}?${query(params.filter((name) => !LEADING.includes(name)))}`, { cookie }),
        send(`${path}?${query(LEADING)}`, { cookie }),
      ]);
      expect(ignored.status, `${path} with ${value}`).toBe(status);
      expect(led.status < 400 || led.status === status, `${path} with ${value} leads to ${led.status}`).toBe(
        true,
      );
      for (const { body } of [ignored, led]) expect(body).not.toMatch(TRACES);
    }
  }
});

test("a body without a Content-Length is counted on every route, and refused past a megabyte", async ({
  scenario,
}) => {
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const origin = { origin: process.env.BASE_URL ?? "", "transfer-encoding": "chunked" };
  for (const path of [...Object.keys(PAGES).map((pattern) => pathOf(pattern, own)), ...AUTH]) {
    for (const type of ["application/x-www-form-urlencoded", MULTIPART]) {
      const reply = await send(path, {
        ...{ method: "POST", cookie, headers: { ...origin, "content-type": type } },
        body: Buffer.alloc(MAX_BYTES + 1, "x"),
      });
      expect(reply.status, path).toBe(413);
    }
  }
});

/** These end the session with which they are called. */
const ENDING = ["signOutAction", "signOutEverywhereAction", "endSessionAction"];

/** Parameters that choose another page. */
const LEADING = ["next", "done", "asked", "callbackUrl", "draft"];

const AUTH = ["/api/auth/callback/credentials", "/api/auth/signout", "/api/auth/signin/credentials"];

/** Every parameter that a page links to, or asks for in a form. */
async function paramsFound(own: Ids, cookie: string): Promise<string[]> {
  const pages = await Promise.all(
    Object.keys(PAGES).map((pattern) => send(pathOf(pattern, own), { cookie })),
  );
  const names = pages.flatMap(({ body }) => [
    ...[...body.matchAll(/href="[^"]*[?;]([a-z]+)=/gi)].map(([, name = ""]) => name),
    ...[...body.matchAll(/<input[^>]* name="([a-z]+)"/gi)].map(([, name = ""]) => name),
  ]);
  expect(names).toEqual(expect.arrayContaining(["q", "sort", "status"]));
  return [...new Set([...names, ...RARE_PARAMS])];
}

function namesIn(arg: unknown): string[] {
  return arg instanceof FormData ? [...arg.keys()] : [];
}

/** The arguments with the hostile text in organization of each text; in forms also in fields that they leave out, two at a time. */
function variantsOf(args: readonly unknown[], fields: readonly string[]): unknown[][] {
  return args.flatMap((arg, at) =>
    (arg instanceof FormData ? formsOf(arg, fields) : replacedIn(arg)).map((variant) =>
      args.with(at, variant),
    ),
  );
}

function replacedIn(value: unknown): unknown[] {
  if (typeof value === "string") return [BOMB];
  if (Array.isArray(value))
    return value.flatMap((item, at) => replacedIn(item).map((one) => value.with(at, one)));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    replacedIn(item).map((one) => ({ ...value, [name]: one })),
  );
}

function formsOf(sent: FormData, fields: readonly string[]): FormData[] {
  const twos = fields.flatMap((_, at) => (at % 2 === 0 ? [fields.slice(at, at + 2)] : []));
  const given: Record<string, string | File> = Object.fromEntries(sent);
  const files = { file: new File([`username,groups\n${BOMB},${BOMB}`], "users.csv"), way: "file" };
  return [
    ...twos.map((names) => form({ ...given, ...Object.fromEntries(names.map((name) => [name, BOMB])) })),
    form({ ...given, ...files }),
  ];
}

/**
 * Asks for the health of the app all the time while something is done. Where the machine is slow, health may take ten times
 * as long as it takes when nothing else is asked. Tried three times, because the machine may be busy for a moment.
 */
async function expectNoFreeze(about: string, act: () => Promise<void>, base = baseUrl()): Promise<void> {
  const waits: number[] = [];
  while (waits.length < 3) {
    const wait = await longestWaitDuring(act(), base);
    if (wait < MAX_MS) return;
    const idle = await longestWaitDuring(pause(1000), base);
    if (wait < 10 * idle) return;
    waits.push(Math.round(wait));
  }
  expect(Math.min(...waits), `${about}: milliseconds until the app said that it is healthy`).toBeLessThan(
    MAX_MS,
  );
}

/** Ends when the server has answered or closed the connection. */
async function sendTinyChunks(request: string, count: number): Promise<void> {
  const { hostname, port, host } = new URL(baseUrl());
  const socket = connect({ host: hostname, port: Number(port) }).on("error", () => {});
  socket.resume();
  socket.write(`${request}Host: ${host}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`);
  socket.write(`${"1\r\nx\r\n".repeat(count)}0\r\n\r\n`);
  await new Promise((resolve) => socket.once("close", resolve));
}

const agent = new Agent({ keepAlive: true });

async function longestWaitDuring(act: Promise<void>, base: string): Promise<number> {
  let [done, longest] = [false, 0];
  const ended = act.finally(() => {
    done = true;
  });
  do {
    const began = performance.now();
    expect((await send("/api/health", { agent, base })).status).toBe(200);
    longest = Math.max(longest, performance.now() - began);
  } while (!done);
  await ended;
  // Some work, as writing the log, begins when the answer has been sent.
  const began = performance.now();
  expect((await send("/api/health", { agent, base })).status).toBe(200);
  return Math.max(longest, performance.now() - began);
}

async function forgetTries({ db }: Scenario): Promise<void> {
  for (const limit of [
    "sign-in-address",
    "password-requests-of-address",
    "links-asked-from-address",
  ] as const)
    await forget(db, limit, "127.0.0.1");
}

/** Numbers that V8 hashes alike in their low 16 bits: Thomas Wang's hash of 32 bits without a seed, turned round. */
function collidingNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => {
    let hash = unshifted((at << 16) >>> 0, 16);
    hash = unshifted(Math.imul(hash, inverse(2057)), 4);
    hash = unshifted(Math.imul(hash, inverse(5)), 12);
    return Math.imul(hash + 1, inverse(2 ** 15 - 1)) | 0;
  });
}

/** Undoes `x ^ (x >>> bits)`. */
function unshifted(value: number, bits: number): number {
  let result = value;
  for (let times = 0; times <= 32 / bits; times++) result = value ^ (result >>> bits);
  return result;
}

/** Of an odd number, among those of 32 bits. */
function inverse(odd: number): number {
  let result = odd;
  for (let times = 0; times < 5; times++) result = Math.imul(result, 2 - Math.imul(odd, result));
  return result;
}

function cursorOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
