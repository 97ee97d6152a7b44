import { expect, it } from "vitest";
import { acceptedEmail, declinedEmail } from "./responses";

const reader = { locale: "en", timeZone: "UTC" } as const;

const facts = {
  inviterName: "Alex Moreau",
  inviteeName: "Grace Hopper",
  username: "grace",
  organizationName: "Acme Travel",
  respondedAt: new Date("2026-11-26T14:05:00Z"),
  link: "https://usher.example/t/meridian/o/1/users/invitations/2",
};

it("the emails about a response say who responded to what and when, and link to the invitation", async () => {
  const [accepted, declined] = [
    await acceptedEmail(reader, facts),
    await declinedEmail(reader, { ...facts, reason: null }),
  ];
  expect(accepted.subject).toBe("Grace Hopper accepted your invitation to Acme Travel");
  expect(declined.subject).toBe("Grace Hopper declined your invitation to Acme Travel");
  for (const { html, text } of [accepted, declined]) {
    for (const fact of ["Hello Alex Moreau", "grace", "Thu, Nov 26, 2026, 2:05 PM UTC", facts.link]) {
      expect(html).toContain(fact);
      expect(text).toContain(fact);
    }
    expect(text).not.toContain("wrote:");
  }
});

it("a reason is plain text with line breaks and without links", async () => {
  const reason = `<script>alert(1)</script>\nSee https://evil.example`;
  const { html, text } = await declinedEmail(reader, { ...facts, reason });
  expect(html).toContain("Grace Hopper wrote:");
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;<br/>See");
  expect(html).not.toContain("<script");
  expect(`${html}${text}`).not.toContain("evil.example");
  expect(new Set(html.match(/(?<=href=")[^"]*/g))).toEqual(new Set([facts.link]));
});

it("names add no markup, no link and no line in the subject", async () => {
  const name = `<img src=x>\r\nBcc: all@evil.example https://evil.example`;
  const hostile = { ...facts, inviteeName: name, organizationName: name, inviterName: name };
  for (const email of [
    await acceptedEmail(reader, hostile),
    await declinedEmail(reader, { ...hostile, reason: name }),
  ]) {
    expect(email.html).not.toContain("<img");
    expect(`${email.subject}${email.html}${email.text}`).not.toMatch(/evil\.example|all@evil/);
    expect(email.subject).not.toMatch(/[\r\n]/);
  }
});
