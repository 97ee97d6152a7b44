import { expect, it } from "vitest";
import { newLinkRequestedEmail } from "./new-link-requested";

const reader = { locale: "en", timeZone: "UTC" } as const;

const facts = {
  recipientName: "Alex Moreau",
  inviteeName: "Grace Hopper",
  username: "grace",
  organizationName: "Acme Travel",
  requestedAt: new Date("2026-11-26T14:05:00Z"),
  link: "https://usher.example/t/meridian/o/1/users/invitations/2",
};

it("the email to the inviter says who requests a new link to what, and links to the invitation", async () => {
  const { subject, html, text } = await newLinkRequestedEmail(reader, facts);
  expect(subject).toBe("New link requested for Grace Hopper's invitation to Acme Travel");
  for (const fact of ["Hello Alex Moreau", "grace", "Thu, Nov 26, 2026, 2:05 PM UTC", facts.link]) {
    expect(html).toContain(fact);
    expect(text).toContain(fact);
  }
});

it("names add no markup and no link", async () => {
  const name = `<img src=x>\r\nBcc: all@evil.example https://evil.example`;
  const { subject, html, text } = await newLinkRequestedEmail(reader, {
    ...facts,
    inviteeName: name,
    organizationName: name,
  });
  expect(html).not.toContain("<img");
  expect(`${subject}${html}${text}`).not.toMatch(/evil\.example|all@evil/);
  expect(subject).not.toMatch(/[\r\n]/);
  expect(new Set(html.match(/(?<=href=")[^"]*/g))).toEqual(new Set([facts.link]));
});
