import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { encodeRejection, REJECTION_CODES, type RejectionReason } from "@/lib/rejections";
import { respondToRejected } from "./rejected-requests";

test.each(REJECTION_CODES)("a script that called an action gets the code %s", async (code) => {
  const reason = code === "other-address" ? { code, baseUrl: "https://usher.example.com" } : { code };
  const response = await fetch(await listen(reason), {
    method: "POST",
    headers: { "next-action": "a", "accept-language": "de" },
  });
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(response.headers.get("content-type")).toBe("text/plain");
  expect(await response.text()).toBe(encodeRejection(reason));
});

test.each([
  [{ "accept-language": "de" }, "Usher wird gestartet."],
  [{ "accept-language": "de", cookie: "theme=dark; locale=fr" }, "Usher démarre."],
  [{ cookie: "locale=xx" }, "Usher is starting."],
])("everybody else reads a sentence in the browser's language: %j", async (headers, sentence) => {
  const response = await fetch(await listen({ code: "starting" }), { method: "POST", headers });
  expect(response.status).toBe(503);
  expect(await response.text()).toContain(sentence);
});

/** A server that rejects each request. */
async function listen(reason: RejectionReason): Promise<string> {
  const server = createServer((_, response) => void response.end("not rejected"));
  respondToRejected(server, ({ reject }) => reject({ status: 503, reason, retryAfter: 5 }));
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address?.port}`;
}
