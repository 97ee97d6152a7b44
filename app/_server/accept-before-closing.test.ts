import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { acceptBeforeClosing } from "./accept-before-closing";

test("a server that closes answers the connections that wait to be accepted, and then ends", async () => {
  const server = createServer((_, response) => void response.end("here"));
  acceptBeforeClosing(server);
  acceptBeforeClosing(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const client = spawn(process.execPath, ["--eval", CLIENT], {
    env: { ...process.env, PORT: String(typeof address === "object" && address?.port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  client.stdout.on("data", (text) => {
    output += text;
  });
  await once(server, "connection"); // the first of 50
  const end = performance.now() + 1000;
  while (performance.now() < end); // a busy process
  const closed = once(server, "close");
  server.close();
  await once(client, "exit");
  expect(output).toBe("50 answered, 0 reset");
  await closed;
}, 30_000);

/** Opens 50 connections at once, each with a request, and counts how they end. */
const CLIENT = `
  const { connect } = require("node:net");
  let answered = 0, reset = 0;
  for (let at = 0; at < 50; at++) {
    const socket = connect(process.env.PORT, "127.0.0.1");
    socket.write("POST / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n");
    socket.once("data", () => answered++);
    socket.once("error", () => reset++);
  }
  process.on("exit", () => process.stdout.write(answered + " answered, " + reset + " reset"));
`;
