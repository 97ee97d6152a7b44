import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test, vi } from "vitest";
import { RequestLine } from "./request-turns";

const TURNS = {
  running: { process: 3, network: 2 },
  waiting: { process: 5, network: 3 },
  open: 4,
  turn: 200,
};

test("requests of a network beyond its share wait in their order, and those of others go on", () => {
  const { enter, started } = line();
  const [first, second] = ["a1", "a2", "a3", "a4"].map((name) => enter(name, "192.0.2.1"));
  expect(started).toEqual(["a1", "a2"]);
  enter("b1", "192.0.2.2");
  expect(started).toEqual(["a1", "a2", "b1"]);
  second?.finish();
  first?.finish();
  expect(started).toEqual(["a1", "a2", "b1", "a3", "a4"]);
});

test("networks take turns, however many requests one of them sends", () => {
  const { enter, started } = line();
  const running = [enter("a1", "192.0.2.1"), enter("a2", "192.0.2.1"), enter("b1", "192.0.2.2")];
  for (const name of ["a3", "a4", "a5"]) enter(name, "192.0.2.1");
  enter("c1", "2001:db8:1:2::1");
  enter("c2", "2001:db8:1:3::1");
  for (const { finish } of running) finish();
  expect(started).toEqual(["a1", "a2", "b1", "a3", "c1", "a4"]);
});

test("beyond what can wait, requests are refused, those of one network first, but never probes", () => {
  const { enter, started } = line();
  for (const name of ["a1", "a2", "a3", "a4", "a5"]) expect(enter(name, "192.0.2.1").refusal).toBeNull();
  expect(enter("a6", "192.0.2.1").refusal).toMatchObject({ status: 503, retryAfter: 5 });
  for (const name of ["b1", "b2", "b3"]) expect(enter(name, "192.0.2.2").refusal).toBeNull();
  expect(enter("c1", "192.0.2.3").refusal).toMatchObject({ status: 503 });
  for (const path of ["/api/health", "/api/health/live", "/api/health?a", "/api/metrics"]) {
    expect(enter(path, "192.0.2.1", path).refusal).toBeNull();
    expect(started.at(-1)).toBe(path);
  }
  expect(enter("other", "192.0.2.1", "/api/healthy").refusal).toMatchObject({ status: 503 });
});

test("a request that takes longer than a turn makes room for the next one, once", async () => {
  const { enter, started } = line();
  const [slow] = ["a1", "a2", "a3", "a4", "a5"].map((name) => enter(name, "192.0.2.1"));
  await vi.waitFor(() => expect(started).toEqual(["a1", "a2", "a3", "a4"]));
  slow?.finish();
  expect(started).toHaveLength(4);
});

test("a network whose clients don't read their responses waits, however long it takes, and others go on", async () => {
  const { enter, started } = line();
  const [first] = ["a1", "a2", "a3", "a4", "a5"].map((name) => enter(name, "192.0.2.1"));
  await vi.waitFor(() => expect(started).toEqual(["a1", "a2", "a3", "a4"]));
  await new Promise((resolve) => setTimeout(resolve, 2.5 * TURNS.turn));
  enter("b1", "192.0.2.2");
  expect(started, "four are open").toEqual(["a1", "a2", "a3", "a4", "b1"]);
  first?.finish();
  expect(started).toEqual(["a1", "a2", "a3", "a4", "b1", "a5"]);
});

test("a request whose client has gone doesn't take its turn", () => {
  const { enter, started } = line();
  const [first, , gone] = ["a1", "a2", "a3", "a4"].map((name) => enter(name, "192.0.2.1"));
  gone?.finish();
  first?.finish();
  expect(started).toEqual(["a1", "a2", "a4"]);
});

test("a request that waited is still itself for what is logged", () => {
  const { enter, storage, seen } = line();
  const first = storage.run("first", () => enter("a1", "192.0.2.1"));
  storage.run("second", () => enter("a2", "192.0.2.1"));
  storage.run("third", () => enter("a3", "192.0.2.1"));
  storage.run("another", () => first.finish());
  expect(seen).toEqual(["first", "second", "third"]);
});

function line() {
  const requests = new RequestLine(TURNS);
  const storage = new AsyncLocalStorage<string>();
  const started: string[] = [];
  const seen: (string | undefined)[] = [];
  return { enter, started, storage, seen };

  /** `finish` is what happens when the response has been sent, or the client has gone. */
  function enter(name: string, address: string, url = "/") {
    const response = new EventEmitter();
    const request = { url, headers: { "x-forwarded-for": address } };
    const refusal = requests.enter(
      request as unknown as IncomingMessage,
      response as unknown as ServerResponse,
      0,
      () => {
        started.push(name);
        seen.push(storage.getStore());
      },
    );
    return { refusal, finish: () => void response.emit("close") };
  }
}
