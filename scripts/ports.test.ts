import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { getFreePort, getFreePortFrom, isFree } from "./ports";

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

test.each(["127.0.0.1", "0.0.0.0", ...(hasIpv6 ? ["::1"] : [])])(
  "a port in use on %s is skipped",
  async (host) => {
    const port = await getFreePort();
    const server = createServer().listen({ port, host });
    await once(server, "listening");
    expect(await isFree(port)).toBe(false);
    expect(await getFreePortFrom(port)).toBeGreaterThan(port);
    server.close();
  },
);

test("a port that this process has claimed for something else is skipped", async () => {
  const port = await getFreePortFrom(await getFreePort());
  expect(await getFreePortFrom(port)).toBeGreaterThan(port);
});

test("six processes that look for a port at the same time get six different ports", async () => {
  const first = await getFreePort();
  const others = Array.from({ length: 6 }, () => anotherProcess(first));
  for (const other of others) await other.next(); // all are ready
  for (const other of others) other.go();
  const ports = await Promise.all(others.map((other) => other.next()));
  expect(ports.map(Number).filter((port) => port >= first)).toHaveLength(6);
  expect(new Set(ports).size).toBe(6);
}, 60_000);

test("a port claimed by a process that was killed is free again", async () => {
  const other = anotherProcess(await getFreePort());
  await other.next();
  other.go();
  const port = Number(await other.next());
  await other.kill();
  expect(await getFreePortFrom(port)).toBe(port);
}, 60_000);

/** A process that prints when it is ready, looks for a port on command, and keeps it. */
function anotherProcess(first: number) {
  const ports = fileURLToPath(new URL("ports.ts", import.meta.url));
  const script = `
    const { getFreePortFrom } = await import(${JSON.stringify(ports)});
    process.stdin.once("data", async () => console.log(await getFreePortFrom(${first})));
    console.log("ready");`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", script];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const kill = async () => {
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await kill();
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    next: async () => (await lines.next()).value,
    go: () => child.stdin.write("go\n"),
    kill,
  };
}
