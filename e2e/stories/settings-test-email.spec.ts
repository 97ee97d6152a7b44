import { smtpReply, startSmtp } from "@/app/_server/testing/smtp";
import { DEMO_IDS } from "@/db/seed/demo";
import { startSeparateUsher } from "@/e2e/fixtures/separate-usher";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("an administrator sends themselves a test email with the saved settings", async ({
  signInAs,
  pages,
  inbox,
}) => {
  const alex = await signInAs("alex", pages.settings("acme"));
  await alex.getByLabel("Button color").fill("#b45309");
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByText("Settings saved.")).toBeVisible();
  await alex.getByRole("button", { name: "Send test email" }).click();
  await expect(alex.getByText(/^Test email sent to alex@/)).toBeVisible();
  const email = await inbox("alex").newest();
  expect(email.subject).toBe("Test: Alex Morgan invited you to join Acme Travel");
  expect(email.html).toContain("background-color:#b45309");
  expect(email.text).toContain(pages.settings("acme"));
});

test("an administrator sees why the mail server didn't take a test email", async ({ context }) => {
  const reply = `5.7.1 <b>Not</b> you: https://mail.example/${"why".repeat(40)}`;
  let refuse = () => {};
  const refused = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  const smtp = await startSmtp({
    onRcptTo: (_to, _session, done) => void refused.then(() => done(smtpReply(550, reply))),
  });
  const usher = await startSeparateUsher({ SMTP_URL: smtp.url });
  try {
    const settings = `/t/meridian/o/${DEMO_IDS.acme}/settings`;
    const alex = await usher.openAs(context, "alex", "acme", settings);
    await alex.getByRole("button", { name: "Send test email" }).click();
    await expect(alex.getByRole("button", { name: "Sending…" })).toBeVisible();
    refuse();
    const alert = alex.getByRole("region", { name: "Test email" }).getByRole("alert");
    await expect(alert).toHaveText(`The mail server refused the test email: 550 ${reply}`);
    await alex.setViewportSize({ width: 390, height: 800 });
    expect(await alex.evaluate(() => document.documentElement.scrollWidth), "nothing scrolls sideways").toBe(
      390,
    );
    await expectAccessible(alex);
    await smtp.close();
    await alex.getByRole("button", { name: "Send test email" }).click();
    await expect(alert).toHaveText(
      "The mail server couldn't be reached, or didn't answer in time (ECONNREFUSED). " +
        "Try again later, or ask the person who runs Usher to check its log.",
    );
  } finally {
    await usher.stop();
    await smtp.close();
  }
});
