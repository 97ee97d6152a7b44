import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { limitBodyParts } from "./body-parts";

test("a megabyte in chunks of 512 bytes is read", async () => {
  const chunk = `200\r\n${"x".repeat(512)}\r\n`;
  expect(await send(`${chunk.repeat(2_048)}0\r\n\r\n`)).toMatchObject({ bytes: 1_048_576, status: "200" });
});

test("a body in more chunks closes the connection", async () => {
  const { bytes, status } = await send(`${"1\r\nx\r\n".repeat(130_000)}0\r\n\r\n`);
  expect(status).toBeUndefined();
  expect(bytes).toBeLessThanOrEqual(4_096);
});

/** Sends chunks to a server that reads them. */
async function send(chunks: string): Promise<{ bytes: number; status: string | undefined }> {
  let bytes = 0;
  const server = createServer((request, response) => {
    limitBodyParts(request);
    request.on("error", () => {}).on("end", () => response.end());
    request.on("data", (part) => {
      bytes += part.length;
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const socket = connect(typeof address === "object" && address ? address.port : 0, "127.0.0.1");
  let response = "";
  socket
    .on("error", () => {})
    .on("data", (text) => {
      response += text;
    });
  socket.write("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
  socket.write(chunks);
  await new Promise((resolve) => socket.once("close", resolve));
  return { bytes, status: response.match(/^HTTP\/1\.1 (\d+)/)?.[1] };
}
