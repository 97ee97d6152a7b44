import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { watchRequests } from "./request-start";
import { REQUIRED_SETTINGS } from "./testing/required-settings";

const KB = 1024;
const LARGE = 200 * KB;
const SMALL = 100 * KB;

const SETTINGS = {
  ...REQUIRED_SETTINGS,
  TRUSTED_PROXIES: "1",
  LOG_LEVEL: "silent",
};

/**
 * Large bodies can fill half of it: two from one network, and four in total. Their parts take a little more than their bytes.
 */
const BODY_MEMORY = { process: 9 * LARGE, network: 5 * LARGE };

beforeAll(() => {
  for (const [name, value] of Object.entries(SETTINGS)) vi.stubEnv(name, value);
  watchRequests({ bodyMemory: BODY_MEMORY, requestTimeout: 500 });
});
afterAll(() => void vi.unstubAllEnvs());

let server: Server;
/** What the app has seen. */
let reached: IncomingMessage[];
/** Resolves when the server has seen the connection close, by the client's port. */
const connections = new Map<number, Promise<unknown>>();

beforeEach(async () => {
  reached = [];
  server = await listen({ timeLimit: false });
});

test.each([
  ["a Content-Length", "POST / HTTP/1.1\r\nContent-Length: 5\r\n", "abc"],
  ["chunks", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", "3\r\nabc\r\n"],
  ["a GET", "GET / HTTP/1.1\r\nContent-Length: 5\r\n", "abc"],
  ["a response that came first", "POST /at-once HTTP/1.1\r\nContent-Length: 5\r\n", "abc"],
])("the connection of an unfinished body with %s is closed", async (_, head, body) => {
  server = await listen({ timeLimit: true });
  const { socket } = open(head, "192.0.2.1");
  const closed = closing(socket);
  socket.write(body);
  await closed;
});

test("a large body gets 503 when its network has reached its limit of memory, and the app doesn't see it", async () => {
  const unfinished = [await hold("192.0.2.1", LARGE), await hold("192.0.2.1", LARGE)];
  const refused = await post("192.0.2.1", LARGE);
  expect(refused).toContain("HTTP/1.1 503");
  expect(refused).toContain("Retry-After: ");
  expect(reached).toHaveLength(2);
  expect(await post("192.0.2.1", SMALL), "a small one").toContain("200 OK");
  expect(await post("192.0.2.2", LARGE), "of another network").toContain("200 OK");
  for (const { socket } of unfinished) await close(socket);
  expect(await post("192.0.2.1", LARGE), "when they are gone").toContain("200 OK");
});

test("the addresses that a provider gives to one customer are one network", async () => {
  await hold("2001:db8:0:1::1", LARGE);
  await hold("2001:db8:0:2::1", LARGE);
  expect(await post("2001:db8:0:3::1", LARGE)).toContain("503");
  expect(await post("2001:db8:1:1::1", LARGE)).toContain("200 OK");
});

test("a refused body is read and dropped, so the connection can be used again", async () => {
  const unfinished = [await hold("192.0.2.1", LARGE), await hold("192.0.2.1", LARGE)];
  const { socket, response } = open(`POST / HTTP/1.1\r\nContent-Length: ${LARGE}\r\n`, "192.0.2.1");
  socket.write("x".repeat(LARGE));
  await until(() => expect(response()).toContain("503"));
  for (const one of unfinished) await close(one.socket);
  socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
  await until(() => expect(response()).toContain("200 OK"));
});

test("memory is released after the response, on one connection and on many", async () => {
  for (let times = 0; times < 12; times++) expect(await post("192.0.2.1", LARGE)).toContain("200 OK");
  const { socket, response } = open(`POST / HTTP/1.1\r\nContent-Length: ${LARGE}\r\n`, "192.0.2.1");
  socket.write("x".repeat(LARGE));
  for (let times = 1; times < 12; times++) {
    await until(() => expect(response().split("200 OK")).toHaveLength(times + 1));
    socket.write(
      `POST / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\nContent-Length: ${LARGE}\r\n\r\n`,
    );
    socket.write("x".repeat(LARGE));
  }
  await until(() => expect(response().split("200 OK")).toHaveLength(13));
});

test("a complete body counts until its response is sent", async () => {
  for (let times = 0; times < 2; times++) await hold("192.0.2.1", LARGE, { path: "/never", sent: LARGE });
  expect(await post("192.0.2.1", LARGE)).toContain("503");
});

test("an unfinished body counts although its response was sent, and no more of it is kept", async () => {
  const { socket, response, request } = await hold("192.0.2.1", LARGE, { path: "/at-once" });
  await hold("192.0.2.1", LARGE);
  await until(() => expect(response()).toContain("200 OK"));
  expect(await post("192.0.2.1", LARGE)).toContain("503");
  let bytes = 0;
  request.on("data", (part) => {
    bytes += part.length;
  });
  const ended = once(request, "end");
  socket.write("x".repeat(LARGE - 1));
  await ended;
  expect(bytes).toBe(0);
  expect(await post("192.0.2.1", LARGE)).toContain("200 OK");
});

test("the memory of requests that wait on one connection is released when it closes", async () => {
  const { socket } = await hold("192.0.2.1", LARGE, { path: "/never", sent: LARGE });
  const second = arrival();
  socket.write(
    `POST /never HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\nContent-Length: ${LARGE}\r\n\r\n`,
  );
  await second;
  expect(await post("192.0.2.1", LARGE)).toContain("503");
  await close(socket);
  expect(await post("192.0.2.1", LARGE)).toContain("200 OK");
});

test("a network can still send small bodies when others have filled the memory", async () => {
  const { socket, response } = await hold("192.0.2.1", LARGE);
  for (const address of ["192.0.2.1", "192.0.2.2", "192.0.2.2"]) await hold(address, LARGE);
  expect(await post("192.0.2.3", LARGE), "a large one beyond half of all").toContain("503");
  for (const address of ["192.0.2.1", "192.0.2.2"]) {
    for (let times = 0; times < 5; times++) await hold(address, SMALL);
  }
  expect(await post("192.0.2.1", SMALL), "a network that has its share").toContain("503");
  await hold("192.0.2.3", SMALL);
  expect(await post("192.0.2.4", SMALL), "another one").toContain("200 OK");
  socket.write("x".repeat(LARGE - 1));
  await until(() => expect(response(), "one that has its room").toContain("200 OK"));
});

test("a body in chunks is counted as it arrives, and its connection is closed when it exceeds the limit", async () => {
  for (let times = 0; times < 2; times++) await hold("192.0.2.1", LARGE);
  const { socket } = await hold("192.0.2.1", null);
  const closed = closing(socket);
  const chunk = `${(10 * KB).toString(16)}\r\n${"x".repeat(10 * KB)}\r\n`;
  socket.write(chunk.repeat(100));
  await closed;
  expect(await post("192.0.2.1", SMALL)).toContain("200 OK");
});

test("bodies in tiny chunks are counted with the memory that they take", async () => {
  const connections = await Promise.all([1, 2, 3, 4].map(() => hold("192.0.2.1", null)));
  const closed = Promise.race(connections.map(({ socket }) => closing(socket)));
  for (const { socket } of connections) socket.write("1\r\nx\r\n".repeat(1_000));
  await closed;
});

test("a body that is announced as too long gets 413, and the app doesn't see it", async () => {
  const { response } = open("POST / HTTP/1.1\r\nContent-Length: 1048577\r\n", "192.0.2.1");
  await until(() => expect(response()).toContain("HTTP/1.1 413"));
  expect(reached).toHaveLength(0);
});

test("what Next forwards to this process isn't counted twice", async () => {
  for (let times = 0; times < 4; times++) {
    expect(await post("192.0.2.1", LARGE, "/forward")).toContain("200 OK");
  }
});

type Held = { socket: Socket; response: () => string; request: IncomingMessage };

/**
 * A server that reads bodies as Next does.
 * @param timeLimit Node swaps the two times if that of the head is longer
 */
async function listen({ timeLimit }: { timeLimit: boolean }): Promise<Server> {
  const connectionsCheckingInterval = timeLimit ? 20 : 600_000;
  const made = createServer(
    { connectionsCheckingInterval, headersTimeout: 500 },
    async (request, response) => {
      reached.push(request);
      made.emit("reached", request);
      request.on("error", () => {}).on("data", () => {});
      if (request.url === "/at-once") return void response.end("at once");
      request.on("end", async () => {
        if (request.url === "/never") return;
        if (request.url === "/forward") await forward(request);
        response.end("read");
      });
    },
  );
  made.on("connection", (socket) => void connections.set(socket.remotePort ?? 0, closing(socket)));
  await once(made.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    made.close();
    made.closeAllConnections();
  });
  return made;
}

async function forward({ headers }: IncomingMessage): Promise<void> {
  const kept = Object.entries(headers).filter(([name]) => name.startsWith("x-"));
  for (let times = 0; times < 4; times++) {
    const body = "x".repeat(LARGE);
    const init = {
      method: "POST",
      body,
      headers: kept.map(([name, value]): [string, string] => [name, String(value)]),
    };
    expect((await fetch(`http://127.0.0.1:${portOf()}/`, init)).status).toBe(200);
  }
}

function portOf(): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

function open(head: string, address: string) {
  const socket = connect(portOf(), "127.0.0.1").on("error", () => {});
  onTestFinished(() => void socket.destroy());
  let text = "";
  socket.on("data", (part) => {
    text += part;
  });
  socket.write(`${head}Host: a\r\nX-Forwarded-For: ${address}\r\n\r\n`);
  return { socket, response: () => text };
}

function arrival(): Promise<IncomingMessage> {
  return once(server, "reached").then(([request]) => request);
}

/** Sends a body without its end, and waits until the app has the request. */
async function hold(
  address: string,
  length: number | null,
  { path = "/", sent = 1 }: { path?: string; sent?: number } = {},
): Promise<Held> {
  const arrived = arrival();
  const size = length === null ? "Transfer-Encoding: chunked" : `Content-Length: ${length}`;
  const { socket, response } = open(`POST ${path} HTTP/1.1\r\n${size}\r\n`, address);
  if (length !== null) socket.write("x".repeat(sent));
  return { socket, response, request: await arrived };
}

async function post(address: string, length: number, path = "/"): Promise<string> {
  const { socket, response } = open(
    `POST ${path} HTTP/1.1\r\nConnection: close\r\nContent-Length: ${length}\r\n`,
    address,
  );
  socket.write("x".repeat(length));
  await closing(socket);
  return response();
}

function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => void socket.once("close", () => resolve()));
}

/** Closes a connection, and waits until the server knows. */
async function close(socket: Socket): Promise<void> {
  const gone = connections.get(socket.localPort ?? 0);
  socket.destroy();
  await gone;
}

function until(assertion: () => void): Promise<void> {
  return vi.waitFor(assertion, { timeout: 10_000 });
}
