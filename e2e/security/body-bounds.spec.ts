import { connect, type Socket } from "node:net";
import { baseUrl, send } from "@/e2e/fixtures/http";
import { expect, test } from "@/e2e/fixtures/http-test";
import { startSecondApp } from "@/e2e/fixtures/second-app";
import { callAction, MULTIPART, multipart, textPart } from "@/e2e/fixtures/server-actions";
import { collidingNumbers } from "./hash-collisions";
import { expectResponsiveDuring } from "./responsiveness";

test.describe.configure({ timeout: 600_000 }); // thousands of requests, on a machine that may be busy

const MAX_PLAIN_BYTES = 131_072;
const MAX_BYTES = 1_048_576;

test("arguments that React decodes slowly are kept short, so they don't block other requests", async ({
  scenario,
}) => {
  const call = { page: scenario.path("acme", "/sign-in") };
  // V8 hashes the items of sets and maps predictably: numbers with the same hash are compared with each other.
  const numbers = collidingNumbers(60_000);
  const argumentsToSend = [
    ["$W1", numbers],
    ["$W1", numbers.slice(0, 10_000)],
    ["$Q1", numbers.slice(0, 8_000).map((number) => [number, 0])],
  ] as const;
  for (const [reference, items] of argumentsToSend) {
    const body = multipart([
      textPart("1", JSON.stringify(items)),
      textPart("0", JSON.stringify([null, reference])),
    ]);
    await expectResponsiveDuring(reference, async () => {
      const headers = { "content-type": MULTIPART };
      const { reply } = await callAction("findOrganizationAction", [], { ...call, body, headers });
      expect(reply.status === 413, `${reference}, ${body.length} bytes`).toBe(body.length > MAX_PLAIN_BYTES);
    });
  }
});

test("arguments of which React makes many objects are refused, so they don't block other requests", async ({
  scenario,
}) => {
  const page = scenario.path("acme", "/sign-in");
  const references = ["r", "R", "x", "K"].map((kind) =>
    JSON.stringify(Array.from({ length: 14_000 }, (_, at) => `$${kind}${(at + 1).toString(16)}`)),
  );
  for (const body of [...references, `[[${"{},".repeat(43_000)}{}],{}]`]) {
    const kind = body.slice(0, 10);
    for (const headers of [{ "content-type": "text/plain;charset=UTF-8" }, { "content-type": MULTIPART }]) {
      const sent = headers["content-type"] === MULTIPART ? multipart([textPart("0", body)]) : body;
      await expectResponsiveDuring(`${kind} as ${headers["content-type"]}`, async () => {
        const { reply } = await callAction("signInAction", [], { page, body: sent, headers });
        expect(reply.status).toBe(400);
      });
    }
  }
});

test("an action runs only where its request is checked", async () => {
  const paths = [
    "/_next/static/",
    "/_next/static/?x",
    "/_next/static/none.js",
    "/%5Fnext/static/",
    "//_next/static/",
  ];
  for (const page of paths) {
    const { reply } = await callAction("findOrganizationAction", [null, {}], { page });
    expect(reply.status, page).toBe(405);
  }
  const headers = { origin: "https://evil.example" };
  for (const page of ["/", "/none", "/_NEXT/x/", "/api/none", "/icon.svg", "/_not-found"]) {
    const { data } = await callAction("findOrganizationAction", [null, {}], { page, headers });
    expect(data, page).toBeUndefined();
  }
});

test("a broken body at a URL that is costly to match and to log doesn't block other requests", async ({
  scenario,
}) => {
  const app = await startSecondApp({ LOG_LEVEL: "trace" });
  const page = `${scenario.path("acme", "/users")}?x=${"a.".repeat(7_000)}`;
  const call = { page, base: app.base };
  try {
    for (const body of ["{bad", "--x"]) {
      for (const type of [MULTIPART, "text/plain"]) {
        const headers = { origin: app.base, "content-type": type };
        const work = async () => void (await callAction("inviteUsersAction", [], { ...call, body, headers }));
        await expectResponsiveDuring(type, work, app.base);
      }
    }
    expect(app.log()).toContain("Malformed requests were refused");
  } finally {
    await app.stop();
  }
});

test("unfinished bodies of one network leave room for small ones and for other networks", async ({
  scenario,
}) => {
  const app = await startSecondApp({ TRUSTED_PROXIES: "1" });
  const paths = [scenario.path("acme", "/sign-in"), "/api/auth/signout", "/none"];
  const connections: Connection[] = [];
  const post = async (address: string, bytes: number) => {
    const headers = { origin: app.base, "x-forwarded-for": address };
    const body = Buffer.alloc(bytes, "x");
    return (await send(scenario.path("acme", "/sign-in"), { method: "POST", headers, body, base: app.base }))
      .status;
  };
  try {
    for (const path of paths) {
      for (let times = 0; times < 10; times++) {
        const connection = openBody(app.base, `POST ${path}`, `Content-Length: ${MAX_BYTES}`);
        connection.socket.write("x".repeat(MAX_BYTES - 1));
        connections.push(connection);
      }
    }
    // On a slow machine a connection can be closed before its answer is read.
    const refused = () =>
      connections.filter(({ answer, socket }) => answer().startsWith("HTTP/1.1 503") || socket.closed);
    const soon = { timeout: 30_000 };
    await expect.poll(() => refused().length, soon).toBeGreaterThan(0);
    await expect.poll(() => post("192.0.2.1", MAX_PLAIN_BYTES + 1), soon).toBe(503);
    expect(await post("192.0.2.1", MAX_PLAIN_BYTES), "a small one of the same network").toBeLessThan(500);
    expect(await post("192.0.2.2", MAX_PLAIN_BYTES + 1), "a large one of another network").toBe(413);
    await expect.poll(() => refused().length, soon).toBe(connections.length - 8);
    for (const { socket } of connections) socket.destroy();
    await expect.poll(() => post("192.0.2.1", MAX_PLAIN_BYTES + 1), soon).toBe(413);
  } finally {
    for (const { socket } of connections) socket.destroy();
    await app.stop();
  }
});

test("the connection of a body that doesn't end is closed", async ({ scenario }) => {
  test.setTimeout(200_000); // Node's own limit is 300 seconds
  const [length, chunks] = ["Content-Length: 5", "Transfer-Encoding: chunked"];
  const page = scenario.path("acme", "/sign-in");
  const opened = [
    `POST ${page}`,
    "POST /api/auth/signout",
    "POST /_next/static/none.js",
    "GET /api/health/live",
  ]
    .flatMap((request) => [openBody(baseUrl(), request, length), openBody(baseUrl(), request, chunks)])
    .map(({ socket }) => socket);
  for (const socket of opened) socket.write("3\r\n"); // the beginning of a chunk, and of anything else
  await Promise.all(
    opened.map((socket) => new Promise<void>((resolve) => void socket.once("close", () => resolve()))),
  );
});

type Connection = { readonly socket: Socket; readonly answer: () => string };

/** Sends the head of a request through a proxy, for a client whose address is 192.0.2.1. */
function openBody(base: string, request: string, size: string): Connection {
  const { hostname, port, host } = new URL(base);
  const socket = connect({ host: hostname, port: Number(port) }).on("error", () => {});
  let text = "";
  socket.on("data", (part) => {
    text += part;
  });
  socket.write(
    `${request} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${base}\r\nX-Forwarded-For: 192.0.2.1\r\n${size}\r\n\r\n`,
  );
  return { socket, answer: () => text };
}
