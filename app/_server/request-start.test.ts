import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { readableUrl, watchRequests } from "./request-start";
import { REQUIRED_SETTINGS } from "./testing/required-settings";
import { operatorWarnings } from "./warnings";

beforeAll(() => {
  vi.stubEnv("NODE_ENV", "production");
  watchRequests();
  vi.unstubAllEnvs();
});

test("a WebSocket request is rejected even if it is the first request", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  server.on("upgrade", () => {}); // as Next leaves it
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const socket = connect(typeof address === "object" && address ? address.port : 0, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  socket.on("error", () => {});
  await once(socket, "close");
});

test("a request that Next forwards to this process gives no warning about X-Forwarded-For", async () => {
  for (const [name, value] of Object.entries(REQUIRED_SETTINGS)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const server = createServer(async (request, response) => {
    const forwarded = String(request.headers["x-forwarded-for"]);
    if (request.url === "/once") return void response.end(forwarded);
    const headers = Object.entries(request.headers).filter(([name]) => name.startsWith("x-"));
    const passedOn = await fetch(`${base}/once`, {
      headers: headers.map(([name, value]) => [name, String(value)]),
    });
    response.end(`${forwarded}, then ${await passedOn.text()}`);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address?.port}`;
  expect(await (await fetch(base)).text()).toBe("127.0.0.1, then 127.0.0.1");
  expect(operatorWarnings()).toEqual([]);
  await fetch(base, { headers: { "x-forwarded-for": "192.0.2.1" } });
  expect(operatorWarnings()).toEqual([expect.stringContaining("TRUSTED_PROXIES is 0")]);
});

test("a request whose client hangs up right after sending it isn't worked on", async () => {
  for (const [name, value] of Object.entries(REQUIRED_SETTINGS)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const worked: string[] = [];
  const server = createServer((request, response) => {
    worked.push(request.url ?? "");
    response.end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  for (let count = 0; count < 20; count++) {
    const socket = connect(port, "127.0.0.1");
    socket.write("GET /gone HTTP/1.1\r\nHost: a\r\n\r\n", () => socket.destroy());
    await once(socket, "close");
  }
  await fetch(`http://127.0.0.1:${port}/there`);
  expect(worked).toEqual(["/there"]);
});

test("below the framework's files, where proxy.ts runs for nothing, only reading is possible", async () => {
  for (const [name, value] of Object.entries(REQUIRED_SETTINGS)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const server = createServer((request, response) => {
    response.end(
      Object.keys(request.headers)
        .filter((name) => name.startsWith("x-usher"))
        .join(),
    );
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address?.port}`;
  const send = async (path: string, method: string) => (await fetch(base + path, { method })).status;
  for (const path of [
    "/_next/static/",
    "/_next/static/?a",
    "/%5Fnext/static/a.js",
    "/_NEXT/static/",
    "/_next",
  ]) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
      expect(await send(path, method), `${method} ${path}`).toBe(405);
    expect(await send(path, "GET")).toBe(200);
  }
  expect(await send("/accept/a_next", "POST")).toBe(200);
  const headers = { "x-usher-nonce": "a", "x-usher-path": "b", "x-usher-seen": "c" };
  expect(await (await fetch(base, { headers })).text()).toBe("x-usher-seen");
});

test("a response allows the listeners of both Next and this module without a warning", async () => {
  for (const [name, value] of Object.entries(REQUIRED_SETTINGS)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const warned = vi.fn();
  process.on("warning", warned);
  onTestFinished(() => void process.off("warning", warned));
  const server = createServer((_request, response) => {
    for (let count = 0; count < 10; count++) response.once("close", () => {});
    response.end("here");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address?.port}`;
  expect(await (await fetch(base)).text()).toBe("here");
  await new Promise((resolve) => setImmediate(resolve));
  expect(warned).not.toHaveBeenCalled();
});

test("Next doesn't see a Range header, because it responds with 500 to a range that it can't serve", async () => {
  for (const [name, value] of Object.entries(REQUIRED_SETTINGS)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const server = createServer((request, response) => void response.end(request.headers.range ?? "none"));
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address?.port}`;
  expect(await (await fetch(base, { headers: { range: "bytes=abc" } })).text()).toBe("none");
});

test("Next doesn't see long headers, because it searches some with patterns that take seconds", async () => {
  for (const [name, value] of Object.entries(REQUIRED_SETTINGS)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const server = createServer((request, response) => void response.end(JSON.stringify(request.headers)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address?.port}`;
  const seen = async (headers: Record<string, string>) => await (await fetch(base, { headers })).json();
  const long = "a".repeat(8_000);
  expect((await seen({ "user-agent": long }))["user-agent"]).toHaveLength(300);
  for (const name of ["accept", "accept-language", "referer", "rsc", "next-url", "x-any"])
    expect(Object.keys(await seen({ [name]: long })), name).not.toContain(name);
  expect(await seen({ referer: "http://a/b", "x-any": "b" })).toMatchObject({
    referer: "http://a/b",
    "x-any": "b",
  });
});

test("Next doesn't see a deeply nested router state, because checking it takes seconds", async () => {
  for (const [name, value] of Object.entries(REQUIRED_SETTINGS)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const server = createServer((request, response) => {
    response.end(String(request.headers["next-router-state-tree"]?.length ?? "none"));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address?.port}`;
  const nested = (levels: number) => `${'["",{"":'.repeat(levels)}1${"}]".repeat(levels)}`;
  const seen = async (state: string) =>
    await (await fetch(base, { headers: { "next-router-state-tree": state } })).text();
  expect(await seen(nested(30))).toBe(String(nested(30).length));
  expect(await seen(nested(1_500))).toBe("none");
  expect(await seen(encodeURIComponent(nested(300)))).toBe("none");
});

test.each(["/accept/%zz", "/accept/%", "/accept/%E0%A4%A", "/t/%ff"])("%s becomes readable", (url) => {
  expect(() => decodeURIComponent(readableUrl(url))).not.toThrow();
  expect(decodeURIComponent(readableUrl(url))).toBe(url);
});

test("a valid URL stays as it is", () => {
  expect(readableUrl("/t/a%20b?q=%C3%A9")).toBe("/t/a%20b?q=%C3%A9");
});

test("more than a hundred parameters are dropped", () => {
  const url = (count: number) => `/t/a?${Array.from({ length: count }, () => "a").join("&")}`;
  expect(readableUrl(url(100))).toBe(url(100));
  expect(readableUrl(url(101))).toBe("/t/a");
  expect(readableUrl(`/t/a?${"=&".repeat(7_400)}`)).toBe("/t/a");
  expect(readableUrl(`/t/${"&".repeat(200)}`)).toBe(`/t/${"&".repeat(200)}`);
});

test.each([
  ["http://evil.example/t/a?q=b", "/t/a?q=b"],
  ["evil.example:443", "/"],
  ["*", "/"],
])("%s is an address of this server: %s", (url, read) => {
  expect(readableUrl(url)).toBe(read);
});
