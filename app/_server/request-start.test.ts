import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { readableUrl, watchRequests } from "./request-start";

test("a WebSocket request is refused even when it's the first request of all", async () => {
  vi.stubEnv("NODE_ENV", "production");
  watchRequests();
  vi.unstubAllEnvs();
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

test.each(["/accept/%zz", "/accept/%", "/accept/%E0%A4%A", "/t/%ff"])("%s can be read afterwards", (url) => {
  expect(() => decodeURIComponent(readableUrl(url))).not.toThrow();
  expect(decodeURIComponent(readableUrl(url))).toBe(url);
});

test("an address in order stays as it is", () => {
  expect(readableUrl("/t/a%20b?q=%C3%A9")).toBe("/t/a%20b?q=%C3%A9");
});

test("more than a hundred parameters read as none", () => {
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
