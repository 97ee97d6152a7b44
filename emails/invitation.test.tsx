import { render } from "react-email";
import { describe, expect, it } from "vitest";
import type { Locale } from "@/i18n/locale";
import type { Permission } from "@/lib/permissions";
import { Invitation, invitationEmail } from "./invitation";
import { plainName, plainNames, plainNote } from "./plain-text";
import { renderEmail } from "./render-email";

const reader = { locale: "en", timeZone: "UTC" } as const;

const invited = {
  senderName: "Acme Travel Service",
  imitates: false,
  button: { color: "#1a56db", label: "#ffffff", darkColor: "#255edd", darkLabel: "#ffffff" },
  logo: null,
  inviter: { name: "Alex Moreau", organization: "Acme Travel" },
  organizationName: "Acme Travel",
  parentName: "Meridian Group",
  inviteeName: "Grace O'Hopper",
  username: "grace",
  groups: ["Booking managers", "Support"],
  abilities: { isAdministrator: false, permissions: [] as readonly Permission[] },
  note: null,
  noteAuthor: null,
  membershipEndsAt: null,
  timeZone: "UTC",
  expiresAt: new Date("2026-11-26T14:05:00Z"),
  lifetimeHours: 72,
  link: "https://usher.example/accept/4f3kq0ZsV9c1hPzq7yQpJ2mXw8tRbNnL6uDgEaSxYoI",
};

const props = {
  senderName: plainName("Acme Travel"),
  monogram: plainName("AT"),
  buttonColor: "#0f766e",
  buttonLabel: "#ffffff",
  buttonDarkColor: "#255edd",
  buttonDarkLabel: "#ffffff",
  inviterOrganization: plainName("Meridian Group"),
  parent: plainName("Meridian Group"),
  invitee: plainName("Grace Hopper"),
  username: plainName("grace"),
  groups: plainNames(["Booking managers", "Support"], ", "),
  noteAuthor: plainName("Ada Winter"),
  lastDay: "Thu, Dec 31, 2026 (UTC)",
  expires: "in 72 hours (Thu, Nov 26, 2026, 2:05 PM UTC)",
  link: invited.link,
};

const hostile = `<img src=x onerror=alert(1)>\r\nBcc: all@evil.example\n\u202e https://evil.example ${"x".repeat(4096)}`;

describe("the invitation email", () => {
  it.each<[Locale, string]>([
    ["en", "\n\nGroups\nBooking managers, Support\n\n"],
    ["ja", "\n\nグループ\nBooking managers、Support\n\n"],
  ])(
    "in text, has each fact below its label, as columns don't line up with wide letters (%s)",
    async (locale, fact) => {
      const { text } = await invitationEmail({ ...reader, locale }, invited);
      expect(text).toContain(fact);
    },
  );

  it("says what the invitee will be able to do", async () => {
    const textOf = async (abilities: typeof invited.abilities) =>
      (await invitationEmail(reader, { ...invited, abilities })).text;
    const permissions = ["users.view", "users.edit", "groups.view", "roles.view", "audit.view"] as const;
    const some = await textOf({ isAdministrator: false, permissions: permissions.slice(0, 1) });
    expect(some).toContain("You'll be able to\n• View users\n\n");
    expect(await textOf({ isAdministrator: false, permissions })).toContain(
      "\n• View users\n• Edit the profiles of users managed by this organization\n" +
        "• View groups and their members\n• View roles and their permissions\nand 1 more\n",
    );
    const all = await textOf({ isAdministrator: true, permissions: [] });
    expect(all).toContain("You'll be able to\nDo everything, as an administrator.");
    expect(await textOf(invited.abilities)).not.toContain("You'll be able to");
  });

  it("says the same facts in HTML and in text", async () => {
    const { html, text } = await invitationEmail(reader, invited);
    for (const fact of [
      "Alex Moreau (Acme Travel) invited you to join Acme Travel.",
      invited.parentName,
      invited.username,
      "Booking managers, Support",
      "in 72 hours (Thu, Nov 26, 2026, 2:05 PM UTC)",
      "Accept invitation",
      invited.link,
      "Nothing happens until you sign in as grace and accept.",
      "Not expecting this? You can ignore this email.",
    ]) {
      expect(html).toContain(fact);
      expect(text).toContain(fact);
    }
  });

  it("names the parent organization in what the invitee will be able to do", async () => {
    const permissions = ["invitations.create"] as const;
    const { html, text } = await invitationEmail(reader, {
      ...invited,
      abilities: { isAdministrator: false, permissions },
    });
    expect(html).toContain("Invite users of Meridian Group");
    expect(text).toContain("\n• Invite users of Meridian Group\n");
    expect(`${html}${text}`).not.toContain("parent organization");
  });

  it("has its button before the facts", async () => {
    const { html, text } = await invitationEmail(reader, {
      ...invited,
      note: "Welcome!",
      noteAuthor: "Alex",
    });
    const order = (shown: string) =>
      ["Welcome!", "Accept invitation", "Your account"].map((part) => shown.indexOf(part));
    expect(order(html)).toEqual(order(html).toSorted((a, b) => a - b));
    expect(text).toMatch(/\n\nWelcome!\n\nAccept invitation https:\S+\n\nYour account\ngrace/);
  });

  it("names organization and inviter in its subject", async () => {
    const { subject } = await invitationEmail(reader, invited);
    expect(subject).toBe("Alex Moreau invited you to join Acme Travel");
  });

  it("names the inviter's organization", async () => {
    const inviter = { name: "Ada Winter", organization: "Meridian Group" };
    const { text } = await invitationEmail(reader, { ...invited, inviter });
    expect(text).toContain("Ada Winter (Meridian Group) invited you to join Acme Travel.");
  });

  it("leaves out the groups if there are none", async () => {
    const { html, text } = await invitationEmail(reader, { ...invited, groups: [] });
    expect(`${html}${text}`).not.toContain("Groups");
  });

  it("names nobody if the inviter's account has been deleted", async () => {
    const { subject, text } = await invitationEmail(reader, { ...invited, inviter: null });
    expect(subject).toBe("You're invited to join Acme Travel");
    expect(text).toContain("\nYou're invited to join Acme Travel.\n");
  });

  it("has a preheader, which the text leaves out", async () => {
    const { html, text } = await invitationEmail(reader, invited);
    expect(html).toContain("Sign in as grace to accept. Expires in 72 hours");
    expect(text).not.toContain("Sign in as grace to accept.");
  });

  it("loads no picture, font or script, and has one link", async () => {
    const { html } = await invitationEmail(reader, invited);
    expect(html).not.toMatch(/<(img|script|link|iframe|object|video)\b|url\(|@import|@font-face/i);
    expect(new Set(html.match(/(?<=href=")[^"]*/g))).toEqual(new Set([invited.link]));
  });

  it("has the organization's color, and the sender above the card", async () => {
    const { html, text, senderName } = await invitationEmail(reader, invited);
    expect(senderName).toBe("Acme Travel Service");
    expect(html).toContain("background-color:#1a56db");
    expect(html).toContain(
      ".button { background-color: #255edd !important; border-color: #255edd !important; }",
    );
    expect(text).toMatch(/^Acme Travel Service\n/);
  });

  it("marks a sender's name that is the name of another organization", async () => {
    const { senderName, text } = await invitationEmail(reader, {
      ...invited,
      senderName: "x".repeat(64),
      imitates: true,
    });
    expect(senderName).toBe(`${"x".repeat(64)} via Usher`);
    expect(text).toMatch(/^x{64}\n/);
  });

  it("shows the attached logo, with the organization's name as its text", async () => {
    const logo = { cid: "logo", width: 320, height: 80 };
    const { html, text } = await invitationEmail(reader, { ...invited, logo });
    const [picture = "", ...others] = html.match(/<img[^>]*>/g) ?? [];
    expect(others).toEqual([]);
    for (const attribute of ['src="cid:logo"', 'alt="Acme Travel"', 'width="320"', 'height="80"'])
      expect(picture).toContain(attribute);
    expect(text).not.toContain("cid:");
    expect((await invitationEmail(reader, invited)).html).not.toContain("<img");
  });

  it.each(["with", "without"])(
    "%s a logo is what React would render, whatever the strings contain",
    async (kind) => {
      const filled = {
        ...props,
        ...(kind === "with" && { logoSrc: "cid:logo", logoWidth: "320", logoHeight: "80" }),
        inviter: plainName(`Tom & "Jerry" <b>'s</b>`),
        organization: plainName("{{username}} $& $1"),
        note: plainNote("One line, because React renders no line breaks."),
      };
      const { html } = await renderEmail(Invitation, "en", filled);
      expect(html).toBe(await render(<Invitation locale="en" {...filled} />));
    },
  );

  it("shows the note of its author with its line breaks, set apart from the text of the email", async () => {
    const { html, text } = await invitationEmail(reader, {
      ...invited,
      note: "Welcome, Grace!\n\nSee you & Linus soon.",
      noteAuthor: "Ada Winter",
    });
    expect(html).toContain("Welcome, Grace!<br/><br/>See you &amp; Linus soon.");
    expect(text).toMatch(/Ada Winter wrote:\n+Welcome, Grace!\n\nSee you & Linus soon\.\n/);
    const without = await invitationEmail(reader, invited);
    expect(without.html + without.text).not.toContain("wrote:");
  });

  it("gets no markup and no link from the note", async () => {
    const note = [
      "<script>alert(1)</script>",
      "https://evil.example/pay",
      "www.evil.example me@evil.example",
      "\u202egnp.exe\u0000\u200b",
    ].join("\n");
    const { html, text } = await invitationEmail(reader, { ...invited, note, noteAuthor: note });
    expect(html).not.toMatch(/<script/i);
    expect(`${html}${text}`).not.toMatch(/evil\.example|\/\/evil|me@evil|\u202e|\0/);
    expect(new Set(html.match(/(?<=href=")[^"]*/g))).toEqual(new Set([invited.link]));
  });

  it("gets no markup, line or link from the names in it", async () => {
    const { subject, senderName, html, text } = await invitationEmail(reader, {
      ...invited,
      senderName: hostile,
      inviter: { name: hostile, organization: hostile },
      organizationName: hostile,
      parentName: hostile,
      inviteeName: hostile,
      groups: [hostile],
    });
    const harmless = await invitationEmail(reader, invited);
    expect(subject).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u);
    expect(senderName).not.toMatch(/[\p{Cc}\p{Bidi_C}]|evil\.example/u);
    expect(subject.length).toBeLessThan(200);
    expect(html).not.toContain("<img");
    expect(`${html}${text}`).not.toMatch(/evil\.example|https:\/\/evil|all@evil|\u202e/);
    expect(text.split("\n")).toHaveLength(harmless.text.split("\n").length);
    expect(html.match(/href="/g)).toEqual(harmless.html.match(/href="/g));
  });
});
