import { readFile, writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  chooseFileOption,
  countPosts,
  openBeforeHydration,
  previewUsernames,
  rowOf,
} from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";
import { DIRECTORIES } from "@/lib/username-list/spreadsheet-files";

const MAX_MS = 30_000; // milliseconds that a bulk action may take on a busy machine

test("a spreadsheet is previewed row by row, its good rows are invited, and the download can be uploaded again", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await chooseFileOption(alex);
  const template = alex.waitForEvent("download");
  await alex.getByRole("link", { name: "Download template" }).click();
  expect(await readFile(await (await template).path(), "utf8")).toBe("\uFEFFusername,groups\r\n");

  await upload(
    alex,
    `username\n${Array.from({ length: 10_001 }, (_, at) => String(at).padStart(64, "u")).join("\n")}`,
  );
  await expect(
    alex.getByText("There are more than 10,000 usernames. Split the list and invite one part at a time."),
  ).toBeVisible();
  await expectAccessible(alex);

  const rows = [
    "sep=;",
    "User name;Groups;Department",
    "grace;Support|Booking managers;Größe",
    "linus;;",
    "dennis;Nowhere;",
    "a b;;",
    "GRACE;;",
    ";;",
  ];
  await upload(alex, Buffer.from(rows.join("\r\n"), "latin1"));
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invite 4 users");
  await expect(alex.getByRole("list", { name: "How the list was read" })).toHaveText(
    [
      "4 rows for 3 people. The groups of repeated people were combined.",
      "Usernames are from the column “User name”.",
      "Ignored columns: Department.",
      "The file isn't UTF-8. It was read as Windows-1252, so check names with accents.",
    ].join(""),
  );
  await expect(rowOf(alex, "grace")).toContainText("Support");
  await expect(rowOf(alex, "dennis")).toContainText("Group “Nowhere” doesn't exist");
  await expect(rowOf(alex, "a b")).toContainText("Line 6: “a b” isn't a username");
  await expectAccessible(alex);
  const download = alex.waitForEvent("download");
  await alex.getByRole("link", { name: "Download" }).click();
  const file = await readFile(await (await download).path());
  await alex.getByRole("button", { name: "Invite 2 users" }).click();
  await expect(alex.getByRole("region", { name: "Status" })).toContainText(
    "2 invited, 2 couldn't be invited.",
    {
      timeout: MAX_MS,
    },
  );

  await alex.goto(pages.bulkInvite("acme"));
  await chooseFileOption(alex);
  await upload(alex, file);
  await expect(alex.getByText("Ignored columns: Result.")).toBeVisible();
  await expect(rowOf(alex, "linus")).toContainText("Already invited");
  await alex.getByRole("link", { name: "Edit the list" }).click();
  await expect(alex.getByRole("textbox", { name: "Usernames" })).toHaveValue(
    "username,groups\ngrace,Booking managers | Support\nlinus,\ndennis,Nowhere\na b,",
  );
});

test("a file with letters of another encoding says how to save it", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await chooseFileOption(alex);
  await upload(alex, Buffer.from("username,groups\ngrace,Micha\xb3 \xafak\n", "latin1"));
  await expect(alex.getByLabel("File", { exact: true })).toHaveAccessibleDescription(
    /Save the table as “CSV UTF-8”/,
  );
});

test("an export of a directory invites people by their email addresses", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await chooseFileOption(alex);
  const okta = DIRECTORIES.find(({ program }) => program === "Okta");
  const domain = scenario.email("grace").replace("grace", "");
  await upload(
    alex,
    Buffer.from(okta?.bytes ?? [])
      .toString()
      .replaceAll("@meridian.example", domain),
  );
  await alex.getByRole("button", { name: "Invite 2 users" }).click();
  await expect(alex.getByRole("region", { name: "Status" })).toContainText("All 2 users invited.", {
    timeout: MAX_MS,
  });
  await alex.getByRole("link", { name: "grace" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Invitation to Grace Holloway");
});

test("a file that was edited after it was chosen has to be chosen again", async ({
  signInAs,
  pages,
}, testInfo) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  const file = testInfo.outputPath("users.csv");
  await writeFile(file, "username\nnobody\n");
  await chooseFileOption(alex);
  await alex.getByLabel("File", { exact: true }).setInputFiles(file);
  await writeFile(file, "username\ngrace\nlinus\n");
  await alex.getByRole("button", { name: "Preview" }).click();
  await expect(alex.getByText("“users.csv” has changed since you chose it. Choose it again.")).toBeVisible();
  await expect(alex.getByLabel("File", { exact: true })).toBeFocused();
  await alex.getByLabel("File", { exact: true }).setInputFiles(file);
  await alex.getByRole("button", { name: "Preview" }).click();
  await expect(alex.getByRole("button", { name: "Invite 2 users" })).toBeVisible();
});

test("a file that is too large doesn't keep anyone from previewing pasted usernames", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.bulkInvite("acme"));
  await chooseFileOption(alex);
  await alex
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: Buffer.alloc(3_000_000, "a") });
  await expect(alex.getByText("This file is larger than 1 MB.")).toBeVisible();
  await alex.getByRole("radio", { name: "Paste usernames" }).check();
  await previewUsernames(alex, "grace");
});

test("a file that is too large isn't sent, also if it was chosen before the page's script had loaded", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.account);
  const loadScript = await openBeforeHydration(alex, pages.bulkInvite("acme"));
  await alex.getByRole("radio", { name: "Upload a CSV file" }).check();
  const file = alex.getByLabel("File", { exact: true });
  await file.setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: Buffer.alloc(3_000_000, "a") });
  loadScript();
  await expect(alex.getByText("This file is larger than 1 MB.")).toBeVisible();
  const posts = countPosts(alex);
  await alex.getByRole("button", { name: "Preview" }).click();
  await expect(file).toBeFocused();
  expect(posts()).toBe(0);
});

async function upload(page: Page, content: string | Buffer): Promise<void> {
  const buffer = Buffer.from(content);
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Preview" }).click();
}
