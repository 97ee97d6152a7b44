import { render } from "react-email";
import { describe, expect, it } from "vitest";
import Invitation, { invitationMail } from "./invitation";
import { plainName } from "./plain-name";
import { renderMail } from "./render-mail";

const invited = {
  inviterName: "Alex Moreau",
  organizationName: "Acme Travel",
  parentName: "Meridian Group",
  inviteeName: "Grace O'Hopper",
  username: "grace",
  groups: ["Booking managers", "Support"],
  expiresAt: new Date("2026-11-26T14:05:00Z"),
  lifetimeHours: 72,
  link: "https://usher.example/accept/4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI",
};

const hostile = `<img src=x onerror=alert(1)>\r\nBcc: all@evil.example\n\u202e https://evil.example ${"x".repeat(4096)}`;

describe("the invitation mail", () => {
  it("says the same facts in HTML and in text", async () => {
    const { html, text } = await invitationMail(invited);
    for (const fact of [
      invited.inviterName,
      invited.organizationName,
      invited.parentName,
      invited.username,
      "Booking managers, Support",
      "Thursday, 26 November 2026, 14:05 UTC",
      "72 hours",
      "Accept invitation",
      invited.link,
      "Opening the address changes nothing",
      "You did not expect this?",
    ]) {
      expect(html).toContain(fact);
      expect(text).toContain(fact);
    }
  });

  it("names organization and inviter in its subject", async () => {
    const { subject } = await invitationMail(invited);
    expect(subject).toBe("Alex Moreau invites you to Acme Travel");
  });

  it("says when there are no groups", async () => {
    const { text } = await invitationMail({ ...invited, groups: [] });
    expect(text).toMatch(/Groups +none yet/);
  });

  it("has a preheader of its own, which the text leaves out", async () => {
    const { html, text } = await invitationMail(invited);
    expect(html).toContain("For your account grace. Open until Thursday");
    expect(text).not.toContain("For your account grace.");
  });

  it("loads nothing: no picture, no font, no script, no link but the one", async () => {
    const { html } = await invitationMail(invited);
    expect(html).not.toMatch(/<(img|script|link|iframe|object|video)\b|url\(|@import|@font-face/i);
    expect(new Set(html.match(/(?<=href=")[^"]*/g))).toEqual(new Set([invited.link]));
  });

  it("is what React would have drawn, whatever the strings hold", async () => {
    const props = {
      ...Invitation.PreviewProps,
      inviterName: plainName(`Tom & "Jerry" <b>'s</b>`),
      organizationName: plainName("{{username}} $& $1"),
    };
    const { html } = await renderMail(Invitation, props);
    expect(html).toBe(await render(<Invitation {...props} />));
  });

  it("runs nothing and gains no line or link by the names in it", async () => {
    const { subject, html, text } = await invitationMail({
      ...invited,
      inviterName: hostile,
      organizationName: hostile,
      parentName: hostile,
      inviteeName: hostile,
      groups: [hostile],
    });
    const harmless = await invitationMail(invited);
    expect(subject).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u);
    expect(subject.length).toBeLessThan(200);
    expect(html).not.toContain("<img");
    expect(`${html}${text}`).not.toMatch(/evil\.example|https:\/\/evil|all@evil|\u202e/);
    expect(text.split("\n")).toHaveLength(harmless.text.split("\n").length);
    expect(html.match(/href="/g)).toEqual(harmless.html.match(/href="/g));
  });
});
