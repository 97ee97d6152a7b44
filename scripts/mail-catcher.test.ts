import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inboxUrl, newInboxSecret, smtpUrl, startMailCatcher } from "./mail-catcher";
import { manageProcesses } from "./managed-processes";
import { getFreePort } from "./ports";

const processes = manageProcesses();
const LINK = "https://usher.example/accept/a-live-link";
let inbox: string;

beforeAll(async () => {
  const ports = { smtp: await getFreePort(), inbox: await getFreePort(), secret: newInboxSecret() };
  const folder = mkdtempSync(path.join(tmpdir(), "usher-mail-"));
  await startMailCatcher({ processes, folder, ports, temporary: true });
  inbox = inboxUrl(ports);
  const transport = createTransport(smtpUrl(ports));
  await transport.sendMail({ from: "a@b.example", to: "c@d.example", subject: "Hello", text: LINK });
});
afterAll(() => processes.stop());

test("the inbox serves its own page, and no headers that allow other origins", async () => {
  for (const headers of [{}, { origin: new URL(inbox).origin }]) {
    const response = await ask("email", headers);
    expect(response).toMatchObject({ status: 200, body: expect.stringContaining(LINK) });
    expect(response.headers.filter((name) => name.startsWith("access-control-"))).toEqual([]);
  }
  expect(await ask("", {})).toMatchObject({ status: 200, body: expect.stringContaining("<html") });
});

test.each([
  ["a page of another origin", { origin: "https://evil.example" }],
  ["a page without an origin", { origin: "null" }],
  ["a page of another port", { origin: "http://127.0.0.1:3000" }],
  ["a name that was rebound to this machine", { host: "evil.example" }],
])("the inbox gives nothing to %s", async (_, headers) => {
  for (const page of ["email", "", "healthz", "socket.io/?EIO=3&transport=polling"]) {
    expect(await ask(page, headers)).toMatchObject({ status: 404, body: "" });
  }
});

test("the inbox serves nothing at an address without its secret", async () => {
  for (const page of ["/email", "/", "/wrong/email", "/socket.io/?EIO=3&transport=polling"]) {
    expect(await ask(page, {})).toMatchObject({ status: 404, body: "" });
  }
});

/** @param page relative to the inbox's address; from its root with a slash */
async function ask(page: string, headers: Record<string, string>) {
  const sent = request(new URL(page, inbox), { headers }).end();
  const [response] = await once(sent, "response");
  return { status: response.statusCode, headers: Object.keys(response.headers), body: await text(response) };
}
