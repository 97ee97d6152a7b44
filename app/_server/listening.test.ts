import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { checkPort, listeningProblem } from "./listening";

const address = { host: "127.0.0.1", setting: "PORT" };

test("a port in use gives an error with the port and what to do", async () => {
  const server = await listen();
  const port = portOf(server);
  await expect(checkPort({ ...address, port })).rejects.toThrow(
    `Port ${port} is taken. Set PORT to another one, or stop the program that listens there.`,
  );
});

test("checking a free port leaves it free", async () => {
  const server = await listen();
  const port = portOf(server);
  server.close();
  await once(server, "close");
  await checkPort({ ...address, port });
  await checkPort({ ...address, port });
});

test("an address of another machine gives an error that names HOST", async () => {
  await expect(checkPort({ host: "192.0.2.1", setting: "PORT", port: 20_000 })).rejects.toThrow(
    "HOST is 192.0.2.1, which isn't an address of this machine. Correct HOST.",
  );
});

test("a privileged port gives an error", () => {
  const refused = Object.assign(new Error("listen EACCES"), { code: "EACCES" });
  expect(listeningProblem(refused, { ...address, port: 80 }).message).toBe(
    "Port 80 needs more rights than this user has. Set PORT to 1024 or higher.",
  );
});

async function listen() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server doesn't listen.");
  return address.port;
}
