import { render } from "react-email";
import { describe, expect, it } from "vitest";
import { FirstPassword, firstPasswordEmail, ResetPassword, resetPasswordEmail } from "./password-links";
import { plainName } from "./plain-text";
import { renderEmail } from "./render-email";

const reader = { locale: "en", timeZone: "UTC" } as const;

const requested = {
  organizationName: "Acme Travel",
  name: "Sam O'Rivera",
  username: "sam",
  expiresAt: new Date("2026-11-24T14:05:00Z"),
  lifetimeHours: 24,
  link: "https://usher.example/set-password/4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI",
};

const hostile = `<img src=x onerror=alert(1)>\r\nBcc: all@evil.example\n\u202e https://evil.example ${"x".repeat(4096)}`;

describe.each([
  {
    kind: "for a forgotten password",
    email: resetPasswordEmail,
    component: ResetPassword,
    subject: "Set a new password for sam at Acme Travel",
    words: ["Set new password", "your password stays the same"],
  },
  {
    kind: "for a new account",
    email: firstPasswordEmail,
    component: FirstPassword,
    subject: "Your new account at Acme Travel",
    words: ["Set password", "nobody can sign in to the account until its password is set"],
  },
])("the password email $kind", ({ email, component, subject, words }) => {
  it("says in HTML and in text who it is for, when the link expires, and what to do if it was not expected", async () => {
    const { html, text } = await email(reader, requested);
    for (const fact of [
      ...words,
      ...["Acme Travel", "sam", "in 24 hours (Tue, Nov 24, 2026, 2:05 PM UTC)", "You can use the link once"],
      requested.link,
    ]) {
      expect(html).toContain(fact);
      expect(text).toContain(fact);
    }
    expect((await email(reader, requested)).subject).toBe(subject);
  });

  it("loads nothing and has one link", async () => {
    const { html } = await email(reader, requested);
    expect(html).not.toMatch(/<(img|script|link|iframe|object|video)\b|url\(|@import|@font-face/i);
    expect(new Set(html.match(/(?<=href=")[^"]*/g))).toEqual(new Set([requested.link]));
  });

  it("is what React would render, whatever the strings contain", async () => {
    const Email = component;
    const props = {
      organization: plainName("Acme Travel"),
      expires: "in 24 hours (Tue, Nov 24, 2026, 2:05 PM UTC)",
      link: requested.link,
      name: plainName(`Tom & "Jerry" <b>'s</b>`),
      username: plainName("{{link}} $&"),
    };
    expect((await renderEmail(Email, "en", props)).html).toBe(await render(<Email locale="en" {...props} />));
  });

  it("gets no markup, line or link from the names in it", async () => {
    const { subject, html, text } = await email(reader, {
      ...requested,
      organizationName: hostile,
      name: hostile,
      username: hostile,
    });
    const harmless = await email(reader, requested);
    expect(subject).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u);
    expect(subject.length).toBeLessThan(200);
    expect(html).not.toContain("<img");
    expect(`${html}${text}`).not.toMatch(/evil\.example|https:\/\/evil|all@evil|\u202e/);
    expect(text.split("\n")).toHaveLength(harmless.text.split("\n").length);
    expect(html.match(/href="/g)).toEqual(harmless.html.match(/href="/g));
  });
});
