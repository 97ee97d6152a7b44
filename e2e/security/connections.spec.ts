import { once } from "node:events";
import { Agent } from "node:http";
import { connect } from "node:net";
import { baseUrl, send } from "@/e2e/fixtures/http";
import { expect, test } from "@/e2e/fixtures/http-test";
import { startSecondApp } from "@/e2e/fixtures/second-app";
import { callAction, MULTIPART } from "@/e2e/fixtures/server-actions";
import { ACTIONS } from "../permissions/actions";
import { seedOrganizations } from "../permissions/organizations";
import { PAGES, pathOf } from "../permissions/pages";
import { expectResponsiveDuring } from "./responsiveness";

const MAX_BYTES = 1_048_576;

test("a request with thousands of cookies doesn't block other requests", async ({ scenario }) => {
  const { own } = await seedOrganizations(scenario);
  const many = Array.from({ length: 3_200 }, (_, at) => `${at.toString(36)}=`).join(";");
  const cookie = `${await scenario.cookie("alex", "acme")};${many}`;
  const page = scenario.path("acme", "/sign-in");
  for (const path of ["/api/health/live", "/api/auth/session", "/_next/static/none.js", page]) {
    await expectResponsiveDuring(path, async () => {
      expect((await send(path, { cookie })).status, path).toBeLessThan(500);
    });
  }
  const name = "findOrganizationAction";
  const args = ACTIONS[name]?.args({ ...own, accountId: scenario.userId("alex") }) ?? [];
  await expectResponsiveDuring(name, async () => void (await callAction(name, args, { page, cookie })));
});

test("a body in thousands of tiny chunks doesn't block other requests", async ({ scenario }) => {
  const origin = `Origin: ${baseUrl()}\r\n`;
  const requests = [
    `POST ${scenario.path("acme", "/sign-in")} HTTP/1.1\r\n${origin}`,
    "POST /api/auth/signout HTTP/1.1\r\n", // accepted only with its token
    "POST / HTTP/1.1\r\n", // rejected, because it has no origin
    "GET /api/health/live HTTP/1.1\r\n",
    "POST /_next/static/none.js HTTP/1.1\r\n",
  ];
  for (const request of requests) {
    await expectResponsiveDuring(request, async () => void (await sendTinyChunks(request, 200_000)));
  }
  const [toPage = ""] = requests;
  expect(await sendTinyChunks(toPage, 200_000), "the body isn't read to its end").toBe("");
});

test("a connection that requests another protocol is closed", async () => {
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

test("a body without Content-Length is counted on every route, and rejected beyond 1 MB", async ({
  scenario,
}) => {
  const { own } = await seedOrganizations(scenario);
  const cookie = await scenario.cookie("alex", "acme");
  const origin = { origin: process.env.BASE_URL ?? "", "transfer-encoding": "chunked" };
  for (const path of [...Object.keys(PAGES).map((pattern) => pathOf(pattern, own)), ...AUTH]) {
    for (const type of ["application/x-www-form-urlencoded", MULTIPART]) {
      const reply = await send(path, {
        method: "POST",
        cookie,
        headers: { ...origin, "content-type": type },
        body: Buffer.alloc(MAX_BYTES + 1, "x"),
      });
      expect(reply.status, path).toBe(413);
    }
  }
});

const AUTH = ["/api/auth/callback/credentials", "/api/auth/signout", "/api/auth/signin/credentials"];

/** @returns the response, once the server has closed the connection */
async function sendTinyChunks(request: string, count: number): Promise<string> {
  const { hostname, port, host } = new URL(baseUrl());
  const socket = connect({ host: hostname, port: Number(port) }).on("error", () => {});
  let response = "";
  socket.on("data", (text) => {
    response += text;
  });
  socket.write(`${request}Host: ${host}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`);
  socket.write(`${"1\r\nx\r\n".repeat(count)}0\r\n\r\n`);
  await new Promise((resolve) => socket.once("close", resolve));
  return response;
}

test("hundreds of requests at once from one address don't block the health check, and all are answered", async ({
  scenario,
}) => {
  const agent = new Agent({ maxSockets: 300 });
  const app = await startSecondApp({ NODE_OPTIONS: "--max-old-space-size=256" });
  const page = scenario.path("acme", "/sign-in");
  const work = async () => {
    const sent = { agent, base: app.base };
    const replies = await Promise.all(Array.from({ length: 300 }, () => send(page, sent)));
    const refused = replies.filter(({ status }) => status === 503);
    const done = replies.filter(({ status }) => status === 200);
    expect(done.length + refused.length).toBe(300);
    expect(done.length, "as many as can wait").toBeGreaterThanOrEqual(200);
    for (const { headers } of refused) expect(headers["retry-after"]).toBe("5");
  };
  try {
    await expectResponsiveDuring("300 pages", work, app.base);
  } finally {
    await app.stop();
  }
  agent.destroy();
});
