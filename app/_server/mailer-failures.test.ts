import type { SMTPServerOptions } from "smtp-server";
import { describe, expect, it } from "vitest";
import { emailFailure } from "./email-failure";
import { email, failureOf, mailerFor, startMailer } from "./testing/mailer";
import { smtpReply } from "./testing/smtp";

const WRONG_PASSWORD: Partial<SMTPServerOptions> = {
  onAuth: (_auth, _session, done) => done(smtpReply(535, "5.7.8 Wrong")),
};
const WITHOUT_SIGN_IN: Partial<SMTPServerOptions> = { disabledCommands: ["STARTTLS", "AUTH"] };
const withUser = (url: string) => url.replace("//", "//usher:secret@");

describe("an email that isn't sent", () => {
  it.each([
    ["5xx for the address", 550, "5.1.1 No such user here"],
    ["a full mailbox", 552, "5.2.2 Mailbox full"],
  ])("is given up after %s", async (_, code, words) => {
    const { mailer } = await startMailer({
      onRcptTo: (_address, _session, done) => done(smtpReply(code, words)),
    });
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: true,
      error: { code: "rejected", reply: `${code} ${words}` },
    });
  });

  it("fails permanently after 5xx for its content, without the link that the server quotes", async () => {
    const words = "5.7.1 Spam: https://usher.example/accept/4f3kq0ZsV9c1hPzq7yQ seen";
    const { mailer } = await startMailer({
      onData: (stream, _session, done) => stream.resume().on("end", () => done(smtpReply(554, words))),
    });
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: true,
      error: { code: "rejected", reply: "554 5.7.1 Spam: https://usher.example/accept/[link] seen" },
    });
  });

  it("is retried after 4xx for the address, and then arrives", async () => {
    let tries = 0;
    const { smtp, mailer } = await startMailer({
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
    const { mailer } = await startMailer({
      onRcptTo: (_address, _session, done) => done(smtpReply(code, words)),
    });
    expect(await failureOf(mailer.send(email))).toMatchObject({ permanent: false });
  });

  it("is retried when the sender is rejected", async () => {
    const { mailer } = await startMailer({
      onMailFrom: (_address, _session, done) => done(smtpReply(550, "5.7.1 Not you")),
    });
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: false,
      error: { code: "sending-not-allowed" },
    });
  });

  it("is retried when the server greets with 5xx", async () => {
    const { mailer } = await startMailer({ onConnect: (_session, done) => done(smtpReply(554, "Go away")) });
    expect(await failureOf(mailer.send(email))).toMatchObject({ permanent: false });
  });

  it("is retried when sign-in fails, without revealing that", async () => {
    const { smtp } = await startMailer(WRONG_PASSWORD);
    const mailer = mailerFor(withUser(smtp.url));
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: false,
      error: { code: "sending-not-allowed" },
    });
  });

  it("isn't sent without the sign-in in SMTP_URL if the server offers none", async () => {
    const { smtp } = await startMailer(WITHOUT_SIGN_IN);
    const mailer = mailerFor(withUser(smtp.url));
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: false,
      error: { code: "sending-not-allowed" },
    });
    expect(smtp.emails).toEqual([]);
  });

  it("is retried when the server closes during the message", async () => {
    const { smtp, mailer } = await startMailer({
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
    const { smtp, mailer } = await startMailer();
    await smtp.close();
    expect(await failureOf(mailer.send(email))).toMatchObject({
      permanent: false,
      error: { code: "server-unreachable" },
      maybeDelivered: false,
    });
  });

  it("doesn't delay other emails", async () => {
    const { smtp, mailer } = await startMailer({
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
