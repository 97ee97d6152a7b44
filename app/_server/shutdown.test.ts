import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { log } from "./log";
import { finishJobs } from "./shutdown";

test("jobs that aren't finished in time are logged in one line, and finished ones aren't", async () => {
  const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  await finishJobs(Promise.resolve(), 20);
  expect(warn).not.toHaveBeenCalled();
  await finishJobs(new Promise(() => {}), 20);
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/^Some jobs weren't finished .* run again/)]]);
});

const shutdown = fileURLToPath(new URL("./shutdown.ts", import.meta.url));

/** Ends on a signal as Next does. Its work is finished when it reads a line. */
const program = `
  import { once } from "node:events";
  const { finishBeforeExit } = await import(${JSON.stringify(shutdown)});
  process.on("SIGTERM", () => setImmediate(() => { process.exit(143); console.log("would be gone"); }));
  finishBeforeExit(async () => { await once(process.stdin, "data"); console.log("finished"); });
  setInterval(() => {}, 1000);
  console.log("ready");`;

test("after SIGTERM a process finishes its work before it ends, and keeps its exit code", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  let output = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  const says = (text: string) => vi.waitUntil(() => output.includes(text), { timeout: 15_000 });
  await says("ready");
  child.kill("SIGTERM");
  await says("would be gone");
  child.kill("SIGTERM"); // a second signal changes nothing
  expect(child.exitCode).toBeNull();
  child.stdin.write("go\n");
  await says("finished");
  expect((await ended)[0]).toBe(143);
  expect(output.match(/"msg":"Usher [^"]+"/g)).toEqual([
    '"msg":"Usher finishes what it has begun, and stops"',
    '"msg":"Usher has stopped"',
  ]);
});
