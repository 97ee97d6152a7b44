import { expect, it } from "vitest";
import { newLinkRequestedEmail } from "./new-link-requested";

const facts = {
  recipientName: "Alex Moreau",
  inviteeName: "Grace Hopper",
  username: "grace",
  organizationName: "Acme Travel",
  requestedAt: new Date("2026-11-26T14:05:00Z"),
  link: "https://usher.example/t/meridian/o/1/users/invitations/2",
};

it("the email to the inviter says who requests a new link to what, and links to the invitation", async () => {
  const { subject, html, text } = await newLinkRequestedEmail(facts);
  expect(subject).toBe("Grace Hopper asks for a new link into Acme Travel");
  for (const fact of ["Hello Alex Moreau", "grace", "Thursday, 26 November 2026, 14:05 UTC", facts.link]) {
    expect(html).toContain(fact);
    expect(text).toContain(fact);
  }
});

it("names add no markup and no link", async () => {
  const name = `<img src=x>\r\nBcc: all@evil.example https://evil.example`;
  const { subject, html, text } = await newLinkRequestedEmail({
    ...facts,
    inviteeName: name,
    organizationName: name,
  });
  expect(html).not.toContain("<img");
  expect(`${subject}${html}${text}`).not.toMatch(/evil\.example|all@evil/);
  expect(subject).not.toMatch(/[\r\n]/);
  expect(new Set(html.match(/(?<=href=")[^"]*/g))).toEqual(new Set([facts.link]));
});
