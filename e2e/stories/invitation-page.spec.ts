import { accept, fillAndInvite, openInviteDialog, outcome, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("an invitation's note shows in the email and on the acceptance page, and its lifetime in the email", async ({
  signInAs,
  pages,
  inbox,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await dialog.getByText("More options").click();
  await dialog.getByLabel("Link expires after").selectOption("7 days");
  await expect(dialog.getByText("The link expires after 7 days.")).toBeVisible();
  await dialog.getByLabel("Note").fill("Hi Grace & all,\n<b>see</b> https://evil.example");
  await expectAccessible(alex);
  await fillAndInvite(dialog, { usernames: "grace", groups: ["Support"] });
  await expect(outcome(dialog)).toHaveText("1 invited");

  const email = await inbox("grace").newest();
  expect(email.text).toContain("Alex Morgan wrote:");
  expect(email.text).toMatch(/Hi Grace & all,\n<b>see<\/b> https:/);
  expect(email.text).not.toContain("evil.example");
  expect(email.text).toContain("7 days");
  const grace = await signInAs("grace", await inbox("grace").link());
  const note = grace.getByRole("figure");
  await expect(note).toContainText("Alex Morgan wrote:");
  await expect(note.getByRole("blockquote")).toHaveText("Hi Grace & all,\n<b>see</b> https://evil.example");
  await expect(note.getByRole("link")).toHaveCount(0);
});

test("the groups of a pending invitation can be changed, and the invitee sees the new ones", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"]);
  const link = await inbox("grace").link();
  const alex = await signInAs(
    "alex",
    pages.invitation("acme", await scenario.sentInvitationId("acme", "grace")),
  );
  await alex.getByRole("checkbox", { name: "Support" }).uncheck();
  await alex.getByRole("checkbox", { name: "Booking managers" }).check();
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByRole("list", { name: "History" })).toContainText(
    "changed the groups. Added: Booking managers. Removed: Support.",
  );
  await expect(alex.getByRole("checkbox", { name: "Booking managers" })).toBeChecked();

  const grace = await signInAs("grace", link);
  await expect(grace.getByRole("definition").filter({ hasText: "managers" })).toHaveText("Booking managers");
  await accept(grace);
  await alex.goto(pages.users("acme"));
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Booking managers");
});

test("an invitation's page shows its history: invited, sent, opened, declined, and why", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["grace"], ["Support"]);
  const link = await inbox("grace").link();
  const id = await scenario.sentInvitationId("acme", "grace");
  const alex = await signInAs("alex", pages.invitations("acme"));
  await alex.getByRole("link", { name: "Grace Holloway" }).click();
  await expect(alex).toHaveURL(pages.invitation("acme", id));
  const history = alex.getByRole("list", { name: "History" }).getByRole("listitem");
  await expect(history).toContainText([
    "Alex Morgan created the invitation. Groups: Support.",
    "Email sent.",
  ]);

  // Somebody else who opens the link isn't recorded.
  const linus = await signInAs("linus");
  await linus.goto(link, { waitUntil: "networkidle" });
  const grace = await signInAs("grace", link);
  await expect(grace.getByRole("button", { name: "Accept invitation" })).toBeVisible();
  await expect(async () => {
    await alex.reload();
    await expect(history).toContainText([/./, /./, "Grace Holloway opened the link for the first time."], {
      timeout: 500,
    });
  }).toPass();
  await expect(alex.getByText("Pending", { exact: true })).toBeVisible();

  await grace.setViewportSize({ width: 390, height: 844 });
  await grace.getByText("Decline…").click();
  await expectAccessible(grace);
  await grace.getByLabel("Reason").fill("I have changed teams.\n<script>alert(1)</script>");
  await grace.getByRole("button", { name: "Decline invitation" }).click();
  await expect(grace.getByRole("heading", { level: 1 })).toHaveText("You've declined this invitation");

  await alex.reload();
  await expect(history).toHaveCount(4);
  await expect(history.last()).toContainText("Grace Holloway declined the invitation.");
  await expect(history.last()).toContainText("I have changed teams.\n<script>alert(1)</script>");
  await expect(alex.getByRole("button", { name: /^(Resend|Delete|Save)/ })).toHaveCount(0);
  await expectAccessible(alex);
  await alex.goto(pages.overview("acme"));
  const own = alex.getByRole("region", { name: "Your invitations" }).getByRole("listitem");
  await expect(own).toContainText("Grace Holloway declined");
  await expect(own).toContainText("I have changed teams.");
  await own.getByRole("link", { name: "Grace Holloway" }).click();
  await expect(alex).toHaveURL(pages.invitation("acme", id));
});

test("a link expires with the membership that is offered, and says only when", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await scenario.invite("alex", "acme", ["grace"], [], { endsOn: tomorrow });
  await scenario.invite("alex", "acme", ["linus"]);
  const page = async (username: string) =>
    pages.invitation("acme", await scenario.sentInvitationId("acme", username));
  const alex = await signInAs("alex", await page("grace"));
  await expect(alex.getByText(/^Expires in \d+ hours$/)).toBeVisible();
  await alex.goto(await page("linus"));
  await expect(alex.getByText(/^Expires in 7[12] hours, 72 hours after it was sent$/)).toBeVisible();
});

test("an invitation can be deleted on its page", async ({ scenario, signInAs, pages }) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const alex = await signInAs(
    "alex",
    pages.invitation("acme", await scenario.sentInvitationId("acme", "grace")),
  );
  await alex.getByRole("button", { name: "Delete invitation" }).click();
  await alex.getByRole("alertdialog").getByRole("button", { name: "Delete invitation" }).click();
  await expect(alex.getByRole("list", { name: "History" })).toContainText(
    "Alex Morgan deleted the invitation.",
  );
  await expect(alex.getByText("Deleted", { exact: true })).toBeVisible();
});

test("users who may only view invitations see the history, and no buttons but those that copy", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const id = await scenario.sentInvitationId("acme", "grace");
  await scenario.grantPermissions("sam", "acme", ["invitations.view"]);
  const sam = await signInAs("sam", pages.invitation("acme", id));
  await expect(sam.getByRole("list", { name: "History" })).toContainText(
    "Alex Morgan created the invitation.",
  );
  const buttons = sam.getByRole("main").getByRole("button");
  const copyButtons = sam.getByRole("main").getByRole("button", { name: /^Copy / });
  await expect(copyButtons).toHaveCount(3);
  await expect(buttons).toHaveCount(3); // no others
});
