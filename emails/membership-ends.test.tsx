import { expect, it } from "vitest";
import { membershipEndsEmail, myMembershipEndsEmail } from "./membership-ends";

const reader = { locale: "en", timeZone: "UTC" } as const;

const facts = {
  recipientName: "Alex Moreau",
  memberName: "Grace Hopper",
  username: "grace",
  organizationName: "Acme Travel",
  parentName: "Meridian Group",
  endsAt: new Date("2026-12-04T08:00:00Z"),
  timeZone: "America/Los_Angeles",
  link: "https://usher.example/t/meridian/o/1/users/2",
};

it("the emails about a membership that ends name its last day, which is before the end", async () => {
  const [own, others] = [
    await myMembershipEndsEmail(reader, facts),
    await membershipEndsEmail(reader, facts),
  ];
  expect(own.subject).toBe("Your access to Acme Travel ends on Thu, Dec 3, 2026");
  expect(others.subject).toBe("Grace Hopper's access to Acme Travel ends on Thu, Dec 3, 2026");
  for (const { html, text } of [own, others]) {
    for (const fact of ["Hello Alex Moreau", "grace", "Thu, Dec 3, 2026 (Pacific Time)", facts.link]) {
      expect(html).toContain(fact);
      expect(text).toContain(fact);
    }
  }
});

it("names add no markup, no link and no line in the subject", async () => {
  const name = `<img src=x>\r\nBcc: all@evil.example https://evil.example`;
  const hostile = {
    ...facts,
    memberName: name,
    organizationName: name,
    recipientName: name,
    parentName: name,
  };
  for (const email of [
    await myMembershipEndsEmail(reader, hostile),
    await membershipEndsEmail(reader, hostile),
  ]) {
    expect(email.html).not.toContain("<img");
    expect(`${email.subject}${email.html}${email.text}`).not.toMatch(/evil\.example|all@evil/);
    expect(email.subject).not.toMatch(/[\r\n]/);
  }
});
