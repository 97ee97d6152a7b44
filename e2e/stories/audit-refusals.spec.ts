import { readFile } from "node:fs/promises";
import { declineInvitation } from "@/db/invitations/decline";
import { eventOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("the log and its export keep why somebody was not invited, why an invitation was declined, and a link to it", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["barbara", "grace"]);
  const invitationId = await scenario.sentInvitationId("acme", "grace");
  await declineInvitation({
    db: scenario.db,
    session: await scenario.session("grace"),
    invitationId,
    address: "192.0.2.1",
    reason: "I changed teams",
  });
  const alex = await signInAs("alex", pages.audit("acme"));
  await expect(eventOf(alex, "barbara")).toContainText("The user doesn't have an email address.");
  const declined = eventOf(alex, "declined the invitation");
  await declined.getByText("Details").click();
  await expect(declined).toContainText("I changed teams");
  await expectAccessible(alex);
  const [download] = await Promise.all([
    alex.waitForEvent("download"),
    alex.getByRole("link", { name: "Export as CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
  expect(lines.find((line) => line.includes("barbara"))).toContain(
    "Reason: The user doesn't have an email address.",
  );
  const line = lines.find((exported) => exported.includes("declined the invitation"));
  expect(line).toContain("Reason: I changed teams");
  expect(line).toContain(`${pages.invitation("acme", invitationId)}`);
  await declined.getByRole("link", { name: "Invitation", exact: true }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invitation to Grace Holloway");
});

test("users rejected for the same reason are in one event, which has their usernames in the search and the export", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const many = await scenario.addUsers("meridian", 60);
  await scenario.invite("alex", "acme", many);
  for (let time = 0; time < 3; time++) await scenario.invite("alex", "acme", [...many, "barbara"]);
  const alex = await signInAs("alex", `${pages.audit("acme")}?outcome=refused`);
  await expect(alex.getByRole("row")).toHaveCount(3); // with the header
  await alex.getByRole("searchbox", { name: "Search audit log" }).fill(many[6] ?? "");
  await alex.getByRole("button", { name: "Search", exact: true }).click();
  await expect(alex.getByRole("row")).toHaveCount(2);
  const event = eventOf(alex, "tried to invite");
  await expect(event).toContainText(new RegExp(`${many.slice(0, 3).join(", ")}.* and \\d+ more`));
  await expect(event).toContainText("Already invited.");
  await event.getByText("Details").click();
  await expect(event.getByRole("definition").nth(1)).toContainText(/ and \d+ more$/);
  await expectAccessible(alex);
  const [download] = await Promise.all([
    alex.waitForEvent("download"),
    alex.getByRole("link", { name: "Export as CSV" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain(`Usernames: ${many.join(", ")}`);
});
