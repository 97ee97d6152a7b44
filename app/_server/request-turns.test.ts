import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test, vi } from "vitest";
import { eventLoopTurn } from "./event-loop-turn";
import { RequestLine } from "./request-turns";

const TURNS = {
  running: { process: 3, network: 2 },
  waiting: { process: 5, network: 3 },
  probes: 2,
  open: 4,
  turn: 200,
};

const BUSY = { status: 503, reason: { code: "busy" }, retryAfter: 5 };

test("requests of a network beyond its share wait in their order, and those of others go on", async () => {
  const { enter, started } = line();
  const [first, second] = await Promise.all(["a1", "a2", "a3", "a4"].map((name) => enter(name, "192.0.2.1")));
  expect(started).toEqual(["a1", "a2"]);
  await enter("b1", "192.0.2.2");
  expect(started).toEqual(["a1", "a2", "b1"]);
  await second?.finish();
  await first?.finish();
  expect(started).toEqual(["a1", "a2", "b1", "a3", "a4"]);
});

test("networks take turns, however many requests one of them sends", async () => {
  const { enter, started } = line();
  const running = [
    await enter("a1", "192.0.2.1"),
    await enter("a2", "192.0.2.1"),
    await enter("b1", "192.0.2.2"),
  ];
  for (const name of ["a3", "a4", "a5"]) await enter(name, "192.0.2.1");
  await enter("c1", "2001:db8:1:2::1");
  await enter("c2", "2001:db8:1:3::1");
  for (const { finish } of running) await finish();
  expect(started).toEqual(["a1", "a2", "b1", "a3", "c1", "a4"]);
});

test("of one network no more than its share waits", async () => {
  const { enter } = line();
  for (const name of ["a1", "a2", "a3", "a4", "a5"])
    expect((await enter(name, "192.0.2.1")).rejections).toEqual([]);
  expect((await enter("a6", "192.0.2.1")).rejections).toEqual([BUSY]);
});

test("if too many wait, the network of which most wait loses its last request to one of which fewer wait", async () => {
  const { enter, started } = line();
  const running = [await enter("a1", "192.0.2.1"), await enter("a2", "192.0.2.1")];
  running.push(await enter("b1", "192.0.2.2"));
  const a = [await enter("a3", "192.0.2.1"), await enter("a4", "192.0.2.1"), await enter("a5", "192.0.2.1")];
  const b = [await enter("b2", "192.0.2.2"), await enter("b3", "192.0.2.2")];
  const rejected = () => [...a, ...b].filter(({ rejections }) => rejections.length > 0);
  expect(rejected()).toEqual([]);
  const c = await enter("c1", "192.0.2.3");
  expect(c.rejections).toEqual([]);
  expect(rejected()).toEqual([a[2]]);
  const d = await enter("d1", "192.0.2.4");
  expect(d.rejections).toEqual([]);
  expect(rejected()).toHaveLength(2);
  expect((await enter("c2", "192.0.2.3")).rejections, "of b, two wait").toEqual([]);
  expect((await enter("c3", "192.0.2.3")).rejections, "of no other, more than two wait").toHaveLength(1);
  for (const { finish } of running) await finish();
  expect(started.slice(3)).toEqual(["a3", "b2", "c1"]);
});

test("probes don't wait, but of one network only a few at once", async () => {
  const { enter, started } = line();
  for (const name of ["a1", "a2", "a3", "a4", "a5"]) await enter(name, "192.0.2.1");
  for (const path of ["/api/health", "/api/health/live", "/api/health/ready?a", "/api/metrics"]) {
    const probe = await enter(path, "192.0.2.1", path);
    expect(started.at(-1)).toBe(path);
    await probe.finish();
  }
  await enter("probe 1", "192.0.2.1", "/api/health");
  await enter("probe 2", "192.0.2.1", "/api/health");
  expect((await enter("probe 3", "192.0.2.1", "/api/health")).rejections).toHaveLength(1);
  await enter("probe 4", "192.0.2.2", "/api/health");
  expect(started.at(-1)).toBe("probe 4");
});

test.each(["/api/healthy", "/api/health/x", "/api/health/live/x", "/api/metrics/x", "/api/health/"])(
  "%s isn't a probe",
  async (path) => {
    const { enter } = line();
    for (const name of ["a1", "a2", "a3", "a4", "a5"]) await enter(name, "192.0.2.1");
    expect((await enter("other", "192.0.2.1", path)).rejections).toHaveLength(1);
  },
);

test("a request that takes longer than a turn makes room for the next one, once", async () => {
  const { enter, started } = line();
  const [slow] = await Promise.all(["a1", "a2", "a3", "a4", "a5"].map((name) => enter(name, "192.0.2.1")));
  await vi.waitFor(() => expect(started).toEqual(["a1", "a2", "a3", "a4"]));
  await slow?.finish();
  expect(started).toHaveLength(4);
});

test("a network whose clients don't read their responses waits, however long it takes, and others go on", async () => {
  const { enter, started } = line();
  const [first] = await Promise.all(["a1", "a2", "a3", "a4", "a5"].map((name) => enter(name, "192.0.2.1")));
  await vi.waitFor(() => expect(started).toEqual(["a1", "a2", "a3", "a4"]));
  await new Promise((resolve) => setTimeout(resolve, 2.5 * TURNS.turn));
  await enter("b1", "192.0.2.2");
  expect(started, "four are open").toEqual(["a1", "a2", "a3", "a4", "b1"]);
  await first?.finish();
  expect(started).toEqual(["a1", "a2", "a3", "a4", "b1", "a5"]);
});

test("a request whose client has gone doesn't take its turn", async () => {
  const { enter, started } = line();
  const [first, , gone] = await Promise.all(["a1", "a2", "a3", "a4"].map((name) => enter(name, "192.0.2.1")));
  gone?.close();
  await first?.finish();
  expect(started).toEqual(["a1", "a2", "a4"]);
});

test("a request whose client hangs up right after sending it isn't worked on", async () => {
  const { enter, started } = line();
  await enter("a1", "192.0.2.1", "/", { isWritable: false });
  expect(started).toEqual([]);
});

test("a request whose client hangs up while it is worked on keeps its turn until the work is done", async () => {
  const { enter, started } = line();
  const [first] = await Promise.all(["a1", "a2", "a3"].map((name) => enter(name, "192.0.2.1")));
  first?.close();
  await Promise.resolve();
  expect(started).toEqual(["a1", "a2"]);
  await first?.endWork();
  expect(started).toEqual(["a1", "a2", "a3"]);
});

test("work that never ends after its client has hung up keeps its place for no longer than a turn", async () => {
  const { enter, started } = line();
  for (const name of ["a1", "a2", "a3", "a4", "a5", "a6"]) (await enter(name, "192.0.2.1")).close();
  const names = ["b1", "b2", "b3", "b4", "b5"];
  await vi.waitFor(() => expect(started).toContain("a2"));
  await new Promise((resolve) => setTimeout(resolve, 2.5 * TURNS.turn));
  for (const name of names) await (await enter(name, "192.0.2.1")).finish();
  expect(started).toEqual(expect.arrayContaining(names));
});

test("a request that waited is still itself for what is logged", async () => {
  const { enter, storage, seen } = line();
  const first = await storage.run("first", () => enter("a1", "192.0.2.1"));
  await storage.run("second", () => enter("a2", "192.0.2.1"));
  await storage.run("third", () => enter("a3", "192.0.2.1"));
  await storage.run("another", () => first.finish());
  expect(seen).toEqual(["first", "second", "third"]);
});

function line() {
  const requests = new RequestLine(TURNS);
  const storage = new AsyncLocalStorage<string>();
  const started: string[] = [];
  const seen: (string | undefined)[] = [];
  return { enter, started, storage, seen };

  async function enter(name: string, address: string, url = "/", { isWritable = true } = {}) {
    const response = new EventEmitter();
    const request = {
      method: "GET",
      url,
      headers: { "x-forwarded-for": address },
      socket: { writable: isWritable },
    };
    const rejections: object[] = [];
    let resolve = () => {};
    const ended = new Promise<void>((done) => {
      resolve = done;
    });
    const endWork = async () => {
      resolve();
      await eventLoopTurn();
    };
    void requests.enter(
      {
        request: request as unknown as IncomingMessage,
        response: response as unknown as ServerResponse,
        work: () => {
          started.push(name);
          seen.push(storage.getStore());
          return ended;
        },
        reject: (rejection) => void rejections.push(rejection),
      },
      0,
    );
    for (let turn = 0; turn < 3; turn++) await eventLoopTurn();
    const close = () => void response.emit("close");
    /** The response has been sent. */
    const finish = async () => {
      await endWork();
      close();
    };
    return { rejections, close, endWork, finish };
  }
}
