import { chips, openInviteDialog, outcome, paste, rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test("names and addresses pasted from Outlook invite the people who have these addresses", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const [grace, linus] = [scenario.email("grace"), scenario.email("linus")];
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await paste(
    dialog,
    `Margaret Holloway <${grace}>; Berg, Linus <${linus}>; Dennis <nobody@meridian.example>`,
  );
  await expect(chips(dialog)).toHaveText([grace, linus, "nobody@meridian.example"]);
  await expect(
    dialog.getByText("Words next to email addresses were ignored: Margaret Holloway"),
  ).toBeVisible();
  await expectAccessible(alex);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(outcome(dialog)).toHaveText("2 invited, 1 couldn't be invited");
  await expect(rowOf(dialog, "nobody@meridian.example")).toContainText("Not a user of Meridian Group");
  await dialog.getByRole("button", { name: "Done" }).click();
  await alex.getByRole("link", { name: "Invitations", exact: true }).click();
  await expect(rowOf(alex, "Grace Holloway")).toContainText("Pending");
  await expect(rowOf(alex, "Linus Berg")).toContainText("Pending");
  await expect(alex.getByRole("row")).toHaveCount(3); // with the header
});

test("a table pasted from a spreadsheet goes to the bulk invite with its groups, and with the chips", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await alex.keyboard.type("dennis ");
  await paste(dialog, "Username\tGroups\r\ngrace\tSupport\r\nlinus\tBooking managers\r\n");
  await expect(chips(dialog)).toHaveText(["dennis"]);
  await expect(dialog.getByText("You pasted a table.")).toBeVisible();
  await expectAccessible(alex);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(
    dialog.getByRole("alert").filter({ hasText: "Choose what to do with the table" }),
  ).toBeVisible();

  await dialog.getByRole("button", { name: "Continue in bulk invite" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Bulk invite");
  const field = alex.getByRole("textbox", { name: "Usernames" });
  await expect(field).toHaveValue("Username\tGroups\ngrace\tSupport\nlinus\tBooking managers\ndennis");
  await alex.reload();
  await expect(field).toHaveValue(/^Username/);
  await alex.goBack();
  await expect(alex).toHaveURL(pages.users("acme"));
});

test("the cells of a row can be taken as usernames after all", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  await paste(dialog, "grace\tlinus");
  await dialog.getByRole("button", { name: "Use each cell as a username" }).click();
  await expect(chips(dialog)).toHaveText(["grace", "linus"]);
  await expect(dialog.getByText("You pasted a table.")).toHaveCount(0);
});

test("more than 100 chips continue in the bulk invite with one click, with everything that was entered", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const names = Array.from({ length: 101 }, (_, number) => `person-${number}`);
  await paste(dialog, names.slice(1).join("\n"));
  await expect(dialog.getByText("100 usernames", { exact: true })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Continue in bulk invite" })).toHaveCount(0);
  await alex.keyboard.type("person-0 ");
  await dialog.getByRole("combobox", { name: "Groups" }).fill("Support");
  await alex.keyboard.press("Enter");
  await dialog.getByText("More options").click();
  await dialog.getByLabel("Note").fill("Welcome!");
  await dialog.getByRole("button", { name: "Continue in bulk invite" }).click();
  await expect(alex.getByRole("textbox", { name: "Usernames" })).toHaveValue(
    [...names.slice(1), "person-0"].join("\n"),
  );
  await expect(alex.getByRole("checkbox", { name: "Support" })).toBeChecked();
  await expect(alex.getByLabel("Note")).toHaveValue("Welcome!");
});

test("a dialog with more names than the server takes at once leads to the bulk invite", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const names = Array.from({ length: 950 }, (_, number) => `${"long-".repeat(30)}${number}`);
  await paste(dialog, names.join("\n"));
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: "too many for this dialog" })).toHaveText(
    /^950 usernames are too many for this dialog\. Bulk invite takes up to 10,000\./,
  );
  await paste(dialog, Array.from({ length: 51 }, (_, number) => `short-${number}`).join("\n"));
  await expect(dialog.getByText("1,001 usernames", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByText(/^1,001 usernames are too many for this dialog\./)).toBeVisible();
  await dialog.getByRole("button", { name: "Continue in bulk invite" }).click();
  await expect(alex.getByRole("textbox", { name: "Usernames" })).toHaveValue(/short-50$/);
});

test("what is dropped, or inserted by a keyboard's clipboard, is read like a paste", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const dialog = await openInviteDialog(alex);
  const field = dialog.getByRole("textbox", { name: "Usernames" });
  await field.evaluate((input) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text", "grace\nlinus");
    input.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(chips(dialog)).toHaveText(["grace", "linus"]);
  await field.evaluate((input) => {
    const options = { data: "ada\nken\n", inputType: "insertText", bubbles: true, cancelable: true };
    input.dispatchEvent(new InputEvent("beforeinput", options));
  });
  await expect(chips(dialog)).toHaveText(["grace", "linus", "ada", "ken"]);
});
