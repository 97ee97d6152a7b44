import { afterEach } from "vitest";
import { emailFailure } from "../email-failure";
import { createMailer } from "../mailer";
import { startSmtp } from "./smtp";

export const email = {
  to: "grace@meridian.example",
  subject: "Alex Moreau invited you to join Acme Travel",
  html: "<p>Hello</p>",
  text: "Hello",
  id: "invitation-1.1",
  date: new Date("2026-11-26T14:05:00Z"),
};

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const it of open.splice(0).reverse()) await it.close();
});

/** Starts a mail server, and a mailer that uses it. Both are closed after the test. */
export async function startMailer(options: Parameters<typeof startSmtp>[0] = {}) {
  const smtp = await startSmtp(options);
  open.push(smtp);
  return { smtp, mailer: mailerFor(smtp.url) };
}

export function mailerFor(smtpUrl: string, from = "Usher <no-reply@usher.example>") {
  const mailer = createMailer({ smtpUrl, from, connections: 2 });
  open.push(mailer);
  return mailer;
}

export async function failureOf(sending: Promise<void>) {
  return emailFailure(await errorOf(sending));
}

export async function errorOf(sending: Promise<void>): Promise<unknown> {
  return sending.then(
    () => "it left",
    (error: unknown) => error,
  );
}
