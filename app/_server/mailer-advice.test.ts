import type { SMTPServerOptions } from "smtp-server";
import { describe, expect, it } from "vitest";
import { emailFailure, loggedCause } from "./email-failure";
import { email, errorOf, mailerFor, startMailer } from "./testing/mailer";
import { smtpReply } from "./testing/smtp";

const SILENT: Partial<SMTPServerOptions> = { onMailFrom: () => {} };
const WRONG_PASSWORD: Partial<SMTPServerOptions> = {
  onAuth: (_auth, _session, done) => done(smtpReply(535, "5.7.8 Wrong")),
};
const WITHOUT_SIGN_IN: Partial<SMTPServerOptions> = { disabledCommands: ["STARTTLS", "AUTH"] };

const same = (url: string) => url;
const withUser = (url: string) => url.replace("//", "//usher:secret@");
const requireTls = (url: string) => `${url}?requireTLS=true`;

describe("an email that isn't sent", () => {
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
      const { smtp } = await startMailer(options);
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
    const { smtp } = await startMailer(options);
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
    [
      "a server that wants fewer emails",
      refusing("onMailFrom", 451, "4.7.0 Slow down"),
      /takes no email for now/,
    ],
    [
      "a server that doesn't relay",
      refusing("onRcptTo", 550, "5.7.1 Relaying denied"),
      /password to SMTP_URL/,
    ],
    ["a recipient that it refuses", refusing("onRcptTo", 550, "5.1.1 No such user"), /for good/],
    [
      "a recipient that it refuses for now",
      refusing("onRcptTo", 450, "4.2.0 Greylisted"),
      /takes no email for now/,
    ],
    ["an email that it refuses", refusingData(554, "5.7.1 Spam"), /for good/],
    ["an email that it refuses for now", refusingData(451, "4.3.0 Later"), /takes no email for now/],
  ])("is logged with what to do after %s", async (_, options, advice) => {
    const { mailer } = await startMailer(options);
    const error = await errorOf(mailer.send(email));
    expect(loggedCause(error)).toEqual({ error: expect.any(String), advice: expect.stringMatching(advice) });
  });

  it("is logged with what to do when the server closes the connection", async () => {
    const { smtp, mailer } = await startMailer({
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
    const { smtp, mailer } = await startMailer();
    await smtp.close();
    expect(loggedCause(await errorOf(mailer.send(email)))).toEqual({
      error: expect.stringMatching(/^connect ECONNREFUSED 127/),
      advice: "Nothing listens there. Start the mail server, or correct host and port in SMTP_URL.",
    });
  });
});
