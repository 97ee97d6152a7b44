import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const LINK = "4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI";

test("everything that a process prints is one line of JSON without secrets", () => {
  const lines = printedBy(`
    const error = new Error("GET /accept/${LINK}");
    console.log("\\u001b[32mready\\u001b[0m", { token: "a-secret" });
    console.error("⨯", error);
    console.error(error);
    console.warn("Cookie: authjs.session-token=${LINK}; x=1\\nsecond line");
    process.stdout.write("/set-password/${LINK}\\n");
    process.stderr.write(Buffer.from("Authorization: Bearer ${LINK}"));
    process.emitWarning(Object.assign(new Error("/accept/${LINK}"), { emitter: { rawHeaders: ["a-secret"] } }));
    console.log("");
    console.log("%s of %d", "one", 2);
    console.log(" \u2713 Ready in 0ms");
    console.log("- Local:         http://127.0.0.1:3000");
    setTimeout(() => process.stdout.write("end", () => process.exit()), 10);
  `);
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    ["info", "ready"],
    ["error", "⨯"],
    ["warn", "Cookie: authjs.session-token=[redacted]; x=1\nsecond line"],
    ["info", "/set-password/[link]"],
    ["error", "Authorization: Bearer [redacted]"],
    ["info", "one of 2"],
    ["warn", "Node warning"],
    ["info", "end"],
  ]);
  expect(JSON.stringify(lines)).not.toContain(LINK);
  expect(JSON.stringify(lines)).not.toContain("a-secret");
  expect(lines[1]?.err).toMatchObject({
    message: "GET /accept/[link]",
    stack: expect.stringContaining("at "),
  });
});

test("a client that ends its request early leaves no line, unlike other broken connections", () => {
  const lines = printedBy(`
    const { createServer, request } = await import("node:http");
    const server = createServer((incoming) => incoming.on("error", (error) => {
      console.error(error);
      console.error("⨯", error);
      console.error(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
      console.error(new Error("aborted"));
      server.close();
    }).on("data", () => outgoing.destroy()));
    let outgoing;
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      outgoing = request({ host: "127.0.0.1", port, method: "POST", headers: { "content-length": 9 } });
      outgoing.on("error", () => {}).write("a");
    });
  `);
  expect(lines.map(({ level, err }) => [level, err])).toEqual([
    ["error", expect.objectContaining({ message: "read ECONNRESET" })],
    ["error", expect.objectContaining({ message: "aborted" })],
  ]);
});

test("long texts are cut before they are scrubbed", () => {
  const [line] = printedBy(`console.log("a.".repeat(5_000_000))`);
  expect(line?.msg.length).toBeLessThan(10_000);
});

test("a process goes on when its output can't be written, as on a full disk", () => {
  const full = openSync("/dev/full", "w");
  const { stderr, signal } = run(
    `const { writeSync } = await import("node:fs");
    process.on("uncaughtException", (error) => writeSync(2, error.message));
    for (let line = 0; line < 200; line++) log.info({ text: "x".repeat(10_000) }, "One of many");
    console.error(new Error("no"));
    log.fatal("The last one");
    setTimeout(() => writeSync(2, "still running"), 10);`,
    full,
  );
  closeSync(full);
  expect({ stderr, signal }).toEqual({ stderr: "still running", signal: null });
});

type Line = { readonly level: string; readonly msg: string; readonly err?: object };

function printedBy(code: string): Line[] {
  const { stdout, stderr } = run(code);
  expect(stderr).toBe("");
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function run(code: string, output: "pipe" | number = "pipe") {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const script = `
    import { log } from ${JSON.stringify(`${folder}log.ts`)};
    import { logOutput } from ${JSON.stringify(`${folder}console-log.ts`)};
    logOutput(log);
    ${code}`;
  return spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    encoding: "utf8",
    stdio: ["ignore", output, "pipe"],
    timeout: 20_000,
  });
}
