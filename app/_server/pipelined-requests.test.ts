import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { watchRequests } from "./request-start";
import { REQUIRED_SETTINGS } from "./testing/required-settings";

const SETTINGS = {
  ...REQUIRED_SETTINGS,
  LOG_LEVEL: "silent",
};

beforeAll(() => {
  for (const [name, value] of Object.entries(SETTINGS)) vi.stubEnv(name, value);
  watchRequests();
});
afterAll(() => void vi.unstubAllEnvs());

test("if many requests arrive together on a connection, the app sees two of them", async () => {
  const { socket, reached, responses } = await openConnection();
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(500));
  await expect.poll(() => responses("429")).toBe(498);
  expect(responses("200")).toBe(2);
  expect(reached()).toBe(2);
});

test("consecutive requests on a connection all get a response", async () => {
  const { socket, responses } = await openConnection();
  for (let count = 1; count <= 20; count++) {
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await expect.poll(() => responses("200"), { interval: 1 }).toBe(count);
  }
});

/** A connection to an app that responds after a moment. */
async function openConnection() {
  let reached = 0;
  const server = createServer((_request, response) => {
    reached++;
    setImmediate(() => response.end("here"));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const socket = connect(typeof address === "object" && address ? address.port : 0, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let text = "";
  socket.on("data", (part) => {
    text += part;
  });
  const responses = (status: string) => text.split(`HTTP/1.1 ${status} `).length - 1;
  return { socket, reached: () => reached, responses };
}
