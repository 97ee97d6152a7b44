import { expect, it } from "vitest";
import { membershipEndsEmail, myMembershipEndsEmail } from "./membership-ends";

const facts = {
  recipientName: "Alex Moreau",
  memberName: "Grace Hopper",
  username: "grace",
  organizationName: "Acme Travel",
  parentName: "Meridian Group",
  endsAt: new Date("2026-12-04T00:00:00Z"),
  link: "https://usher.example/t/meridian/o/1/users/2",
};

it("the emails about a membership that ends name its last day, which is before the end", async () => {
  const [own, others] = [await myMembershipEndsEmail(facts), await membershipEndsEmail(facts)];
  expect(own.subject).toBe("You are a user of Acme Travel until Thursday, 3 December 2026");
  expect(others.subject).toBe("Grace Hopper is a user of Acme Travel until Thursday, 3 December 2026");
  for (const { html, text } of [own, others]) {
    for (const fact of ["Hello Alex Moreau", "grace", "Thursday, 3 December 2026 (UTC)", facts.link]) {
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
  for (const mail of [await myMembershipEndsEmail(hostile), await membershipEndsEmail(hostile)]) {
    expect(mail.html).not.toContain("<img");
    expect(`${mail.subject}${mail.html}${mail.text}`).not.toMatch(/evil\.example|all@evil/);
    expect(mail.subject).not.toMatch(/[\r\n]/);
  }
});
