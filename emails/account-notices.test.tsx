import { render } from "react-email";
import { describe, expect, it } from "vitest";
import {
  AccountDeleted,
  AccountDisabled,
  accountNoticeEmail,
  EmailChanged,
  PasswordChanged,
  PasswordSet,
  UsernameChanged,
} from "./account-notices";
import { plainName } from "./plain-text";
import { renderEmail } from "./render-email";

const reader = { locale: "en", timeZone: "UTC" } as const;

const happened = {
  senderName: "Meridian Service",
  imitates: false,
  logo: null,
  name: "Grace O'Hopper",
  username: "grace",
  organizationName: "Meridian Group",
  actor: { name: "Ada Lovelace", username: "ada" },
  happenedAt: new Date("2026-11-26T14:05:00Z"),
};

const hostile = `<img src=x onerror=alert(1)>\r\nBcc: all@evil.example\n\u202e https://evil.example ${"x".repeat(4096)}`;

const names = {
  senderName: hostile,
  name: hostile,
  username: hostile,
  organizationName: hostile,
  actor: { name: hostile, username: hostile },
};

describe.each([
  {
    what: "the email address was changed",
    notice: EmailChanged,
    subject: "The email address of your account grace was changed",
    words: ["no longer go to this address", "Tell an administrator of Meridian Group immediately"],
  },
  {
    what: "the username was changed",
    notice: UsernameChanged,
    subject: "Your username at Meridian Group is now grace",
    words: ["was changed to grace", "Ask an administrator of Meridian Group"],
  },
  {
    what: "the password was changed",
    notice: PasswordChanged,
    subject: "The password for your account grace was changed",
    words: ["All other sessions of the account have ended", "to set a new password"],
  },
  {
    what: "the password was set",
    notice: PasswordSet,
    subject: "A password was set for your account grace",
    words: ["All other sessions of the account have ended", "to set a new password"],
  },
  {
    what: "the account was disabled",
    notice: AccountDisabled,
    subject: "Your account grace at Meridian Group was disabled",
    words: ["signed out everywhere", "until the account is enabled again"],
  },
  {
    what: "the account was deleted",
    notice: AccountDeleted,
    subject: "Your account grace at Meridian Group was deleted",
    words: ["signed out everywhere", "Ask the administrator named above"],
  },
])("the email that $what", ({ notice, subject, words }) => {
  it("says in HTML and in text what happened to which account, who did it, when, and what to do", async () => {
    const { html, text, ...rest } = await accountNoticeEmail(reader, notice, happened);
    expect(rest).toEqual({ subject, senderName: "Meridian Service" });
    for (const fact of [
      ...words,
      ...["Meridian Group", "grace", "Ada Lovelace (ada)", "Thu, Nov 26, 2026, 2:05 PM UTC"],
    ]) {
      expect(html).toContain(fact);
      expect(text).toContain(fact);
    }
    expect(text).toMatch(/^Meridian Service\n/);
  });

  it("names nobody if the account did it itself", async () => {
    const { text } = await accountNoticeEmail(reader, notice, { ...happened, actor: null });
    expect(text).toMatch(
      /Done by\nSomeone (signed in to this account|with the link emailed to this address)/,
    );
  });

  it("loads nothing and has no links", async () => {
    const { html } = await accountNoticeEmail(reader, notice, happened);
    expect(html).not.toMatch(/<(img|a|script|link|iframe|object|video)\b|url\(|@import|@font-face/i);
    expect(html).not.toMatch(/href="/);
  });

  it("shows the attached logo, and marks a sender's name that is another organization's", async () => {
    const logo = { cid: "logo", width: 320, height: 80 };
    const { html, senderName } = await accountNoticeEmail(reader, notice, {
      ...happened,
      logo,
      imitates: true,
    });
    expect(html).toMatch(/<img[^>]* alt="Meridian Group"[^>]* src="cid:logo"/);
    expect(senderName).toBe("Meridian Service via Usher");
  });

  it("gets no markup, line or link from the names in it", async () => {
    const {
      subject: line,
      senderName,
      html,
      text,
    } = await accountNoticeEmail(reader, notice, { ...happened, ...names });
    const harmless = await accountNoticeEmail(reader, notice, happened);
    expect(`${line}${senderName}`).not.toMatch(/[\p{Cc}\p{Bidi_C}]|evil\.example/u);
    expect(line.length).toBeLessThan(200);
    expect(html).not.toContain("<img");
    expect(`${html}${text}`).not.toMatch(/evil\.example|https:\/\/evil|all@evil|\u202e/);
    expect(text.split("\n")).toHaveLength(harmless.text.split("\n").length);
  });

  it("is what React would render, whatever the strings contain", async () => {
    const Notice = notice;
    const props = {
      senderName: plainName("Meridian Group"),
      monogram: plainName("MG"),
      organization: plainName("Meridian Group"),
      by: "Ada Lovelace (ada)",
      happened: "Thu, Nov 26, 2026, 2:05 PM UTC",
      name: plainName(`Tom & "Jerry" <b>'s</b>`),
      username: plainName("{{by}} $&"),
    };
    expect((await renderEmail(Notice, "en", props)).html).toBe(
      await render(<Notice locale="en" {...props} />),
    );
  });
});
