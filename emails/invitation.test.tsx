import { render } from "react-email";
import { describe, expect, it } from "vitest";
import { Invitation, invitationEmail } from "./invitation";
import { plainName, plainNote } from "./plain-text";
import { renderEmail } from "./render-email";

const invited = {
  senderName: "Acme Travel Service",
  imitates: false,
  button: { color: "#1a56db", label: "#ffffff", darkBorder: "#a1a1aa" },
  logo: null,
  inviterName: "Alex Moreau",
  organizationName: "Acme Travel",
  parentName: "Meridian Group",
  inviteeName: "Grace O'Hopper",
  username: "grace",
  groups: ["Booking managers", "Support"],
  note: null,
  membershipEndsAt: null,
  expiresAt: new Date("2026-11-26T14:05:00Z"),
  lifetimeHours: 72,
  link: "https://usher.example/accept/4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI",
};

const hostile = `<img src=x onerror=alert(1)>\r\nBcc: all@evil.example\n\u202e https://evil.example ${"x".repeat(4096)}`;

describe("the invitation email", () => {
  it("says the same facts in HTML and in text", async () => {
    const { html, text } = await invitationEmail(invited);
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
    const { subject } = await invitationEmail(invited);
    expect(subject).toBe("Alex Moreau invites you to Acme Travel");
  });

  it("says when there are no groups", async () => {
    const { text } = await invitationEmail({ ...invited, groups: [] });
    expect(text).toMatch(/Groups +none yet/);
  });

  it("has a preheader, which the text leaves out", async () => {
    const { html, text } = await invitationEmail(invited);
    expect(html).toContain("For your account grace. Open until Thursday");
    expect(text).not.toContain("For your account grace.");
  });

  it("loads no picture, font or script, and has one link", async () => {
    const { html } = await invitationEmail(invited);
    expect(html).not.toMatch(/<(img|script|link|iframe|object|video)\b|url\(|@import|@font-face/i);
    expect(new Set(html.match(/(?<=href=")[^"]*/g))).toEqual(new Set([invited.link]));
  });

  it("has the organization's color, and the sender above the card", async () => {
    const { html, text, senderName } = await invitationEmail(invited);
    expect(senderName).toBe("Acme Travel Service");
    expect(html).toContain("background-color:#1a56db");
    expect(html).toContain(".button { border-color: #a1a1aa !important; }");
    expect(text).toMatch(/^Acme Travel Service\n/);
  });

  it("marks a sender's name that is the name of another organization", async () => {
    const { senderName, text } = await invitationEmail({
      ...invited,
      senderName: "x".repeat(64),
      imitates: true,
    });
    expect(senderName).toBe(`${"x".repeat(64)} via Usher`);
    expect(text).toMatch(/^x{64}\n/);
  });

  it("shows the attached logo, with the organization's name as its text", async () => {
    const logo = { cid: "logo", width: 320, height: 80 };
    const { html, text } = await invitationEmail({ ...invited, logo });
    const [picture = "", ...others] = html.match(/<img[^>]*>/g) ?? [];
    expect(others).toEqual([]);
    for (const attribute of ['src="cid:logo"', 'alt="Acme Travel"', 'width="320"', 'height="80"'])
      expect(picture).toContain(attribute);
    expect(text).not.toContain("cid:");
    expect((await invitationEmail(invited)).html).not.toContain("<img");
  });

  it.each(["with", "without"])(
    "%s a logo is what React would render, whatever the strings contain",
    async (kind) => {
      const props = {
        ...Invitation.PreviewProps,
        ...(kind === "with" && { logoSrc: "cid:logo", logoWidth: "320", logoHeight: "80" }),
        inviterName: plainName(`Tom & "Jerry" <b>'s</b>`),
        organizationName: plainName("{{username}} $& $1"),
        note: plainNote("One line, because React renders no line breaks."),
      };
      const { html } = await renderEmail(Invitation, props);
      expect(html).toBe(await render(<Invitation {...props} />));
    },
  );

  it("shows the inviter's note with its line breaks, set apart from the text of the email", async () => {
    const { html, text } = await invitationEmail({
      ...invited,
      note: "Welcome, Grace!\n\nSee you & Linus soon.",
    });
    expect(html).toContain("Welcome, Grace!<br/><br/>See you &amp; Linus soon.");
    expect(text).toMatch(/Alex Moreau writes:\n+Welcome, Grace!\n\nSee you & Linus soon\.\n/);
    const without = await invitationEmail(invited);
    expect(without.html + without.text).not.toContain("writes:");
  });

  it("gets no markup and no link from the note", async () => {
    const note = `<script>alert(1)</script>\nhttps://evil.example/pay\nwww.evil.example me@evil.example\n\u202egnp.exe\u0000\u200b`;
    const { html, text } = await invitationEmail({ ...invited, note });
    expect(html).not.toMatch(/<script/i);
    expect(`${html}${text}`).not.toMatch(/evil\.example|\/\/evil|me@evil|\u202e|\0/);
    expect(new Set(html.match(/(?<=href=")[^"]*/g))).toEqual(new Set([invited.link]));
  });

  it("gets no markup, line or link from the names in it", async () => {
    const { subject, senderName, html, text } = await invitationEmail({
      ...invited,
      senderName: hostile,
      inviterName: hostile,
      organizationName: hostile,
      parentName: hostile,
      inviteeName: hostile,
      groups: [hostile],
    });
    const harmless = await invitationEmail(invited);
    expect(subject).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u);
    expect(senderName).not.toMatch(/[\p{Cc}\p{Bidi_C}]|evil\.example/u);
    expect(subject.length).toBeLessThan(200);
    expect(html).not.toContain("<img");
    expect(`${html}${text}`).not.toMatch(/evil\.example|https:\/\/evil|all@evil|\u202e/);
    expect(text.split("\n")).toHaveLength(harmless.text.split("\n").length);
    expect(html.match(/href="/g)).toEqual(harmless.html.match(/href="/g));
  });
});
