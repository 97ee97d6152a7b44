import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { watchRequests } from "./request-start";
import { REQUIRED_SETTINGS } from "./testing/required-settings";

const SETTINGS = {
  ...REQUIRED_SETTINGS,
  LOG_LEVEL: "silent",
};

/** More than the system keeps for a client that doesn't read. */
const PAGE = Buffer.alloc(50_000_000);

test("the connection of a response that nobody reads is closed, but not of one that is read slowly", async () => {
  for (const [name, value] of Object.entries(SETTINGS)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  watchRequests({ idleTimeout: 500 });
  const server = createServer((_, response) => void response.end(PAGE)).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const open = () => connect(port, "127.0.0.1").on("error", () => {});

  const unread = open();
  unread.pause();
  unread.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const [accepted] = await once(server, "connection");
  await once(accepted, "close");

  const slow = open();
  slow.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  let bytes = 0;
  let pauses = 0;
  slow.on("data", (part) => {
    bytes += part.length;
    if (bytes < (pauses + 1) * 10_000_000) return;
    pauses++;
    slow.pause();
    setTimeout(() => slow.resume(), 200);
  });
  await once(slow, "close");
  expect(bytes).toBeGreaterThan(PAGE.length);
  expect(pauses).toBe(5);
}, 60_000);
