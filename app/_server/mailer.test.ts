import type { SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { emailFailure, loggedCause } from "./email-failure";
import { createMailer } from "./mailer";
import { smtpReply, startSmtp } from "./testing/smtp";

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const it of open.splice(0).reverse()) await it.close();
});

const SILENT: Partial<SMTPServerOptions> = { onMailFrom: () => {} };
const WRONG_PASSWORD: Partial<SMTPServerOptions> = {
  onAuth: (_auth, _session, done) => done(smtpReply(535, "5.7.8 Wrong")),
};
const WITHOUT_SIGN_IN: Partial<SMTPServerOptions> = { disabledCommands: ["STARTTLS", "AUTH"] };

const same = (url: string) => url;
const withUser = (url: string) => url.replace("//", "//usher:secret@");
const requireTls = (url: string) => `${url}?requireTLS=true`;

const email = {
  to: "grace@meridian.example",
  subject: "Alex Moreau invited you to join Acme Travel",
  html: "<p>Hello</p>",
  text: "Hello",
  id: "invitation-1.1",
  date: new Date("2026-11-26T14:05:00Z"),
};

describe("the mailer", () => {
  it("sends one email to one address, marked as automatic", async () => {
    const { smtp, mailer } = await start();
    await mailer.send(email);
    const [caught] = smtp.emails;
    expect(caught).toMatchObject({ from: "no-reply@usher.example", to: ["grace@meridian.example"] });
    expect(Object.fromEntries(caught?.headers ?? [])).toMatchObject({
      from: "Usher <no-reply@usher.example>",
      to: "grace@meridian.example",
      subject: email.subject,
      "message-id": "<invitation-1.1@usher.example>",
      date: "Thu, 26 Nov 2026 14:05:00 +0000",
      "auto-submitted": "auto-generated",
      "x-auto-response-suppress": "All",
      "content-type": expect.stringContaining("multipart/alternative"),
    });
  });

  it.each([
    "grace@meridian.example, mallory@orbit.example",
    '"mallory@orbit.example x"@meridian.example',
    "Grace <grace@meridian.example>",
    "grace@meridian.example\r\nRCPT TO:<mallory@orbit.example>",
    "",
  ])("asks no server about what is not one address: %j", async (to) => {
    const { smtp, mailer } = await start();
    const failure = await failureOf(mailer.send({ ...email, to }));
    expect(failure).toMatchObject({ permanent: true, error: { code: "address-unusable" } });
    expect(smtp.emails).toEqual([]);
  });

  it("adds no header or recipient for line breaks in a subject or Message-ID", async () => {
    const { smtp, mailer } = await start();
    const injected = "\r\nBcc: mallory@orbit.example\r\n\r\nbody";
    await mailer.send({ ...email, subject: `Hi${injected}`, id: `1${injected}` });
    expect(smtp.emails[0]?.to).toEqual(["grace@meridian.example"]);
    expect(smtp.emails[0]?.headers.has("bcc")).toBe(false);
    expect(smtp.emails[0]?.body).not.toMatch(/^body/);
  });

  it("takes the domain of message ids from the sender's address", async () => {
    const { smtp } = await start();
    await mailerFor(smtp.url, "Portal <invitations@mail.portal.example>").send(email);
    expect(smtp.emails.at(-1)?.headers.get("message-id")).toBe("<invitation-1.1@mail.portal.example>");
  });

  it("uses another sender name with the same address", async () => {
    const { smtp, mailer } = await start();
    const from = async (senderName: string) => {
      await mailer.send({ ...email, senderName });
      const caught = smtp.emails.at(-1);
      expect(caught).toMatchObject({ from: "no-reply@usher.example", to: ["grace@meridian.example"] });
      for (const never of ["bcc", "cc", "x-evil", "reply-to"]) expect(caught?.headers.has(never)).toBe(false);
      expect(caught?.body).not.toMatch(/^body/);
      return caught?.headers.get("from") ?? "";
    };
    expect(await from("Acme Travel")).toBe("Acme Travel <no-reply@usher.example>");
    for (const name of [
      "Acme\r\nBcc: mallory@orbit.example\r\n\r\nbody",
      'Bank" <support@bank.example>, "x',
      "support@bank.example",
      "Bank <support@bank.example>",
      "a, b; c: d <e@f.example>",
      "=?UTF-8?Q?Bank_<support=40bank.example>?=",
      "Żółć 👩‍🚀 \u2028\u0085 X-Evil: 1",
    ]) {
      expect(await from(name), name).toMatch(
        /^(?:"(?:[^"\\]|\\.)*"|(?:=\?UTF-8\?[QB]\?[^?\s]+\?= ?)+|[^<>",;:@]+) ?<no-reply@usher\.example>$/,
      );
    }
  });

  it("embeds images for the HTML", async () => {
    const { smtp, mailer } = await start();
    const png = Buffer.from("89504e470d0a1a0a", "hex");
    await mailer.send({ ...email, html: '<img src="cid:logo">', pictures: [{ cid: "logo", png }] });
    const body = smtp.emails[0]?.body ?? "";
    expect(smtp.emails[0]?.headers.get("content-type")).toContain("multipart/alternative");
    expect(body).toContain("multipart/related");
    expect(body).toContain("Content-ID: <logo>");
    expect(body).toMatch(/Content-Disposition: inline; filename=logo\.png/);
    expect(body).toContain(png.toString("base64"));
  });

  it("encodes names in any script in one line of the subject", async () => {
    const { smtp, mailer } = await start();
    await mailer.send({ ...email, subject: `Zoë 👩‍🚀 ${"Ж".repeat(100)}` });
    expect(smtp.emails[0]?.headers.get("subject")).toMatch(/^(=\?UTF-8\?[QB]\?[^?\s]+\?= ?)+$/);
  });
});

describe("an email that isn't sent", () => {
  it.each([
    ["5xx for the address", 550, "5.1.1 No such user here"],
    ["a full mailbox", 552, "5.2.2 Mailbox full"],
  ])("is given up after %s", async (_, code, words) => {
    const { mailer } = await start({ onRcptTo: (_address, _session, done) => done(smtpReply(code, words)) });
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: true,
      error: { code: "rejected", reply: `${code} ${words}` },
    });
  });

  it("fails permanently after 5xx for its content, without the link that the server quotes", async () => {
    const words = "5.7.1 Spam: https://usher.example/accept/4f3kq0ZsV9c1hPzq7yQ seen";
    const { mailer } = await start({
      onData: (stream, _session, done) => stream.resume().on("end", () => done(smtpReply(554, words))),
    });
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: true,
      error: { code: "rejected", reply: "554 5.7.1 Spam: https://usher.example/accept/[link] seen" },
    });
  });

  it("is retried after 4xx for the address, and then arrives", async () => {
    let tries = 0;
    const { smtp, mailer } = await start({
      onRcptTo: (_address, _session, done) => done(tries++ ? null : smtpReply(450, "4.2.1 Try later")),
    });
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: false,
      error: { code: "rejected-for-now", reply: "450 4.2.1 Try later" },
      maybeDelivered: false,
    });
    await mailer.send(email);
    expect(smtp.emails).toHaveLength(1);
  });

  it.each([
    ["relaying is refused", 554, "5.7.1 Relay access denied"],
    ["a sign-in is asked for", 530, "5.7.0 Authentication required"],
  ])("is retried when %s, because the operator has to fix that", async (_, code, words) => {
    const { mailer } = await start({ onRcptTo: (_address, _session, done) => done(smtpReply(code, words)) });
    expect(await failureOf(mailer.send(email))).toMatchObject({ permanent: false });
  });

  it("is retried when the sender is rejected", async () => {
    const { mailer } = await start({
      onMailFrom: (_address, _session, done) => done(smtpReply(550, "5.7.1 Not you")),
    });
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: false,
      error: { code: "sending-not-allowed" },
    });
  });

  it("is retried when the server greets with 5xx", async () => {
    const { mailer } = await start({ onConnect: (_session, done) => done(smtpReply(554, "Go away")) });
    expect(await failureOf(mailer.send(email))).toMatchObject({ permanent: false });
  });

  it("is retried when sign-in fails, without revealing that", async () => {
    const { smtp } = await start(WRONG_PASSWORD);
    const mailer = mailerFor(withUser(smtp.url));
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: false,
      error: { code: "sending-not-allowed" },
    });
  });

  it("isn't sent without the sign-in in SMTP_URL if the server offers none", async () => {
    const { smtp } = await start(WITHOUT_SIGN_IN);
    const mailer = mailerFor(withUser(smtp.url));
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: false,
      error: { code: "sending-not-allowed" },
    });
    expect(smtp.emails).toEqual([]);
  });

  it("is retried when the server closes during the message", async () => {
    const { smtp, mailer } = await start({
      onData: (stream) => {
        stream.once("data", () => {
          for (const connection of smtp.server.connections) connection.close();
        });
      },
    });
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: false,
      error: { code: "server-unreachable" },
      maybeDelivered: true,
    });
  });

  it("is retried when the server can't be reached", async () => {
    const { smtp, mailer } = await start();
    await smtp.close();
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: false,
      error: { code: "server-unreachable" },
      maybeDelivered: false,
    });
  });

  it.each([
    ["a certificate that has expired", same, { disabledCommands: [] }, /Renew it/],
    [
      "no TLS where SMTP_URL asks for it",
      (url: string) => url.replace("smtp:", "smtps:"),
      {},
      /^There is no TLS/,
    ],
    ["TLS where SMTP_URL asks for none", same, { secure: true }, /smtps:\/\//],
    [
      "no answer in time",
      (url: string) => `${url}?socketTimeout=200`,
      SILENT,
      /^The mail server doesn't answer/,
    ],
    ["an unknown name", () => "smtp://mail.invalid", {}, /^The host name is unknown\. .*SMTP_URL/],
  ])(
    "is logged with what to do when the server has %s",
    async (_, change, options, advice) => {
      const { smtp } = await start(options);
      const error = await errorOf(mailerFor(change(smtp.url)).send(email));
      expect(emailFailure(error)).toMatchObject({ permanent: false, error: { code: "server-unreachable" } });
      expect(loggedCause(error)).toEqual({
        error: expect.any(String),
        advice: expect.stringMatching(advice),
      });
    },
    20_000,
  );

  it.each([
    ["a password that the server refuses", withUser, WRONG_PASSWORD, /user and password in SMTP_URL/],
    ["a sign-in that the server doesn't offer", withUser, WITHOUT_SIGN_IN, /user and password in SMTP_URL/],
    ["no sign-in where the server requires one", same, { authOptional: false }, /password to SMTP_URL/],
    ["a STARTTLS that the server doesn't offer", requireTls, {}, /requireTLS=true from SMTP_URL/],
  ])("is logged with what to do after %s", async (_, change, options, advice) => {
    const { smtp } = await start(options);
    const error = await errorOf(mailerFor(change(smtp.url)).send(email));
    expect(emailFailure(error)).toMatchObject({ permanent: false, error: { code: "sending-not-allowed" } });
    expect(loggedCause(error)).toEqual({ error: expect.any(String), advice: expect.stringMatching(advice) });
  });

  const refusing = (
    step: "onMailFrom" | "onRcptTo",
    code: number,
    text: string,
  ): Partial<SMTPServerOptions> => ({
    [step]: (_address: unknown, _session: unknown, done: (error: Error) => void) =>
      done(smtpReply(code, text)),
  });
  const refusingData = (code: number, text: string): Partial<SMTPServerOptions> => ({
    onData: (stream, _session, done) => {
      stream.resume().on("end", () => done(smtpReply(code, text)));
    },
  });
  it.each<[string, Partial<SMTPServerOptions>, RegExp]>([
    ["a sender that the server refuses", refusing("onMailFrom", 553, "5.7.1 Not owned"), /MAIL_FROM/],
    ["a server that wants fewer emails", refusing("onMailFrom", 451, "4.7.0 Slow down"), /tries again/],
    [
      "a server that doesn't relay",
      refusing("onRcptTo", 550, "5.7.1 Relaying denied"),
      /password to SMTP_URL/,
    ],
    ["a recipient that it refuses", refusing("onRcptTo", 550, "5.1.1 No such user"), /isn't sent again/],
    ["a recipient that it refuses for now", refusing("onRcptTo", 450, "4.2.0 Greylisted"), /tries again/],
    ["an email that it refuses", refusingData(554, "5.7.1 Spam"), /isn't sent again/],
    ["an email that it refuses for now", refusingData(451, "4.3.0 Later"), /tries again/],
  ])("is logged with what to do after %s", async (_, options, advice) => {
    const { mailer } = await start(options);
    const error = await errorOf(mailer.send(email));
    expect(loggedCause(error)).toEqual({ error: expect.any(String), advice: expect.stringMatching(advice) });
  });

  it("is logged with what to do when the server closes the connection", async () => {
    const { smtp, mailer } = await start({
      onRcptTo: () => {
        for (const connection of smtp.server.connections) connection.close();
      },
    });
    const error = await errorOf(mailer.send(email));
    expect(loggedCause(error)).toMatchObject({
      advice: expect.stringMatching(/^The mail server closed the connection/),
    });
  });

  it("is logged with what to do when nothing listens there", async () => {
    const { smtp, mailer } = await start();
    await smtp.close();
    expect(loggedCause(await errorOf(mailer.send(email)))).toEqual({
      error: expect.stringMatching(/^connect ECONNREFUSED 127/),
      advice: "Nothing listens there. Start the mail server, or correct host and port in SMTP_URL.",
    });
  });

  it("doesn't delay other emails", async () => {
    const { smtp, mailer } = await start({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith("nobody@") ? smtpReply(550, "5.1.1 No such user") : null),
    });
    const to = ["ada", "nobody", "grace", "linus"].map((name) => `${name}@meridian.example`);
    const outcomes = await Promise.allSettled(to.map((address) => mailer.send({ ...email, to: address })));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(smtp.emails.flatMap((caught) => caught.to).toSorted()).toEqual([
      "ada@meridian.example",
      "grace@meridian.example",
      "linus@meridian.example",
    ]);
  });
});

it("an error that isn't from a mail server is temporary", () => {
  expect(emailFailure(new TypeError("x is undefined"))).toMatchObject({ permanent: false });
  expect(emailFailure("odd")).toMatchObject({ permanent: false });
});

async function start(options: Parameters<typeof startSmtp>[0] = {}) {
  const smtp = await startSmtp(options);
  open.push(smtp);
  return { smtp, mailer: mailerFor(smtp.url) };
}

function mailerFor(smtpUrl: string, from = "Usher <no-reply@usher.example>") {
  const mailer = createMailer({ smtpUrl, from, connections: 2 });
  open.push(mailer);
  return mailer;
}

async function failureOf(sending: Promise<void>) {
  return emailFailure(await errorOf(sending));
}

async function errorOf(sending: Promise<void>): Promise<unknown> {
  return sending.then(
    () => "it left",
    (error: unknown) => error,
  );
}
