import { describe, expect, it } from "vitest";
import { email, failureOf, mailerFor, startMailer } from "./testing/mailer";

describe("the mailer", () => {
  it("sends one email to one address, marked as automatic", async () => {
    const { smtp, mailer } = await startMailer();
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
    const { smtp, mailer } = await startMailer();
    const failure = await failureOf(mailer.send({ ...email, to }));
    expect(failure).toMatchObject({ permanent: true, error: { code: "address-unusable" } });
    expect(smtp.emails).toEqual([]);
  });

  it("adds no header or recipient for line breaks in a subject or Message-ID", async () => {
    const { smtp, mailer } = await startMailer();
    const injected = "\r\nBcc: mallory@orbit.example\r\n\r\nbody";
    await mailer.send({ ...email, subject: `Hi${injected}`, id: `1${injected}` });
    expect(smtp.emails[0]?.to).toEqual(["grace@meridian.example"]);
    expect(smtp.emails[0]?.headers.has("bcc")).toBe(false);
    expect(smtp.emails[0]?.body).not.toMatch(/^body/);
  });

  it("takes the domain of message ids from the sender's address", async () => {
    const { smtp } = await startMailer();
    await mailerFor(smtp.url, "Portal <invitations@mail.portal.example>").send(email);
    expect(smtp.emails.at(-1)?.headers.get("message-id")).toBe("<invitation-1.1@mail.portal.example>");
  });

  it("uses another sender name with the same address", async () => {
    const { smtp, mailer } = await startMailer();
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
    const { smtp, mailer } = await startMailer();
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
    const { smtp, mailer } = await startMailer();
    await mailer.send({ ...email, subject: `Zoë 👩‍🚀 ${"Ж".repeat(100)}` });
    expect(smtp.emails[0]?.headers.get("subject")).toMatch(/^(=\?UTF-8\?[QB]\?[^?\s]+\?= ?)+$/);
  });
});
