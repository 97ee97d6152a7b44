import type { Page } from "@playwright/test";
import sharp from "sharp";
import { editSettings } from "@/db/settings/edit";
import { settingsInput } from "@/db/settings/input";
import { addToGroup, seedGroup } from "@/db/testing/scenario";
import { expectNothingUnsaved, openBeforeHydration, openInviteDialog } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

const SVG = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>");
const ORANGE = "rgb(180, 83, 9)";

test("sender, color and logo show in a preview, in the invitee's email and on the invitation page", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  const alex = await signInAs("alex", pages.settings("acme"));
  await alex.getByLabel("Sender name in emails").fill("Acme Service");
  await alex.getByLabel("Button color").fill("#B45309");
  const preview = alex.getByRole("region", { name: "Preview" });
  for (const button of await preview.getByText("Accept invitation").all()) {
    await expect(button).toHaveCSS("background-color", ORANGE);
  }
  for (const scheme of ["light", "dark"]) {
    await preview.getByText(scheme === "dark" ? "Dark" : "Light", { exact: true }).click();
    const email = preview.frameLocator(`iframe[title="Invitation email, ${scheme}"]`);
    await expect(email.getByText("Acme Service")).toBeVisible();
    await expect(email.getByRole("link", { name: "Accept invitation" })).toHaveCSS(
      "background-color",
      ORANGE,
    );
    await expect(email.getByText("invited you to join Acme Travel")).toBeVisible();
  }
  await expect(alex.getByText("White button text: contrast 5.0:1")).toBeVisible();
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByText("Settings saved.")).toBeVisible();
  await expect(alex.getByLabel("Button color")).toHaveValue("#b45309");
  await expect(alex.getByText("Unsaved changes")).toHaveCount(0);

  await chooseLogo(alex, await wordmark());
  await preview.getByText("Invitation page", { exact: true }).click();
  await expect(preview.getByRole("img", { name: "Acme Travel" })).toHaveCount(1);
  await alex.getByRole("button", { name: "Upload logo" }).click();
  await expect(alex.getByText("Logo saved.")).toBeVisible();
  await preview.getByRole("radio", { name: "Email" }).press("Space");
  await preview.getByRole("radio", { name: "Dark" }).press("ArrowLeft");
  const inEmail = preview.frameLocator("iframe").first().getByRole("img", { name: "Acme Travel" });
  await expect(inEmail).toHaveJSProperty("naturalWidth", 320);
  await expect(alex.getByLabel("Sender name in emails")).toHaveValue("Acme Service");
  await expectAccessible(alex);

  await scenario.invite("alex", "acme", ["grace"]);
  const email = await inbox("grace").newest();
  expect(email.headers.from).toBe("Acme Service <no-reply@usher.example>");
  expect(email.html).toContain("background-color:#b45309");
  expect(email.html).toMatch(/<img[^>]* alt="Acme Travel"/);
  expect(email.html).not.toMatch(/src="https?:/);

  const grace = await signInAs("grace", await inbox("grace").link());
  await expect(grace.getByRole("img", { name: "Acme Travel" })).toHaveAttribute(
    "src",
    /^data:image\/png;base64,/,
  );
  await expect(grace.getByRole("button", { name: "Accept invitation" })).toHaveCSS(
    "background-color",
    ORANGE,
  );
  await expectAccessible(grace);
});

test("a new link lifetime applies to the next invitation, and its email says so", async ({
  scenario,
  signInAs,
  pages,
  inbox,
}) => {
  await scenario.invite("alex", "acme", ["linus"]);
  const alex = await signInAs("alex", pages.settings("acme"));
  await alex.getByRole("textbox", { name: "Link lifetime" }).fill("1");
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByText("Settings saved.")).toBeVisible();
  await expectNothingUnsaved(alex);
  await scenario.invite("alex", "acme", ["grace"]);
  expect((await inbox("grace").newest()).text).toContain("in 1 hour (");
  expect((await inbox("linus").newest()).text).toContain("in 72 hours (");
  await alex.goto(pages.users("acme"));
  await expect(await openInviteDialog(alex)).toContainText("The link expires after 1 hour.");
});

test("a new name shows everywhere at the next request", async ({ signInAs, pages }) => {
  const ada = await signInAs("ada", pages.organizations("meridian"));
  const alex = await signInAs("alex", pages.settings("acme"));
  await alex.getByLabel("Organization name").fill("Acme Journeys");
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByRole("navigation", { name: "Breadcrumb" })).toContainText("Acme Journeys");
  await ada.reload();
  await expect(ada.getByRole("table")).toContainText("Acme Journeys");
});

test("saving keeps settings that someone else changed in the meantime", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.settings("acme"));
  await expect(alex.getByLabel("Sender name in emails")).toHaveValue("");
  const meanwhile = {
    name: "Acme Travel",
    lifetime: "72",
    lifetimeUnit: "hours",
    sessionIdle: "12",
    sessionIdleUnit: "hours",
    color: "",
    defaultLanguage: "en",
    timeZone: "UTC",
    shown: "{}",
  };
  const input = settingsInput.parse({ ...meanwhile, senderName: "Of Ada" });
  await editSettings({ ctx: await scenario.contextOf("ada", "acme"), input });
  await alex.getByLabel("Organization name").fill("Acme Journeys");
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByText("Settings saved.")).toBeVisible();
  await expect(alex.getByLabel("Sender name in emails")).toHaveValue("Of Ada");
  await expect(alex.getByLabel("Organization name")).toHaveValue("Acme Journeys");
});

test("unsaved changes keep the buttons to save in sight, and links at the top lead to each section", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.settings("acme"));
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ]) {
    await alex.setViewportSize(viewport);
    const save = alex.getByRole("button", { name: "Save changes" });
    await expect(save).not.toBeInViewport();
    await alex.getByLabel("Organization name").fill("Acme Journeys");
    await expect(save).toBeInViewport();
    await expect(alex.getByText("Unsaved changes")).toBeInViewport();
    await expectAccessible(alex);
    await alex.getByRole("button", { name: "Discard changes" }).click();
    await alex.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Branding" }).click();
    await expect(alex.getByRole("heading", { name: "Branding" })).toBeInViewport();
    await alex.evaluate(() => scrollTo(0, 0));
  }
});

test("errors show at their field, and the form keeps what was entered", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.settings("acme"));
  await alex.getByLabel("Button color").fill("#ffd400");
  await expect(alex.getByText("Button on a white page: contrast 1.4:1 is too low")).toBeVisible();
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(alex.getByText("#ffd400 is too light: its contrast with white is 1.4:1")).toBeVisible();
  await expect(alex.getByLabel("Button color")).toBeFocused();
  await alex.getByLabel("Button color").fill("");
  await alex.getByRole("textbox", { name: "Link lifetime" }).fill("31");
  await alex.getByLabel("Unit of link lifetime").selectOption("days");
  await alex.getByRole("button", { name: "Save changes" }).click();
  await expect(
    alex.getByText("Enter a whole number of hours or days, from 1 hour to 30 days."),
  ).toBeVisible();
  await expect(alex.getByLabel("Unit of link lifetime")).toHaveValue("days");
  await expectAccessible(alex);

  await chooseLogo(alex, SVG);
  await alex.getByRole("button", { name: "Upload logo" }).click();
  await expect(alex.getByText("This isn't a PNG, JPEG or WebP image.")).toBeVisible();
  await chooseLogo(alex, Buffer.alloc(1_000_001));
  await expect(alex.getByText("This file is larger than 1 MB.")).toBeVisible();
});

test("a logo chosen before the page's script has loaded shows in the preview", async ({
  signInAs,
  pages,
}) => {
  const alex = await signInAs("alex", pages.account);
  const loadScript = await openBeforeHydration(alex, pages.settings("acme"));
  await chooseLogo(alex, await wordmark());
  loadScript();
  const preview = alex.getByRole("region", { name: "Preview" });
  await preview.getByText("Invitation page", { exact: true }).click();
  await expect(preview.getByRole("img", { name: "Acme Travel" })).toHaveCount(1);
});

test("removing the logo and restoring the defaults each ask once", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.settings("acme"));
  await expect(alex.getByText("Restore defaults")).toHaveCount(0);
  await alex.getByRole("textbox", { name: "Link lifetime" }).fill("5");
  await alex.getByRole("button", { name: "Save changes" }).click();
  await chooseLogo(alex, await wordmark());
  await alex.getByRole("button", { name: "Upload logo" }).click();
  await alex.locator("summary", { hasText: "Remove logo" }).click();
  await expectAccessible(alex);
  await alex.getByRole("button", { name: "Remove logo" }).click();
  await expect(alex.getByText("No logo yet.")).toBeVisible();
  await alex.locator("summary", { hasText: "Restore defaults" }).click();
  await expect(alex.getByText("Invitation links will expire after 72 hours")).toBeVisible();
  await alex.getByRole("button", { name: "Restore defaults" }).click();
  await expect(alex.getByRole("textbox", { name: "Link lifetime" })).toHaveValue("72");
  await expect(alex.getByText("Restore defaults")).toHaveCount(0);
});

test("users who may only view settings read them, and which groups can edit them", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const { id } = scenario.organizations.acme;
  const viewing = await seedGroup(scenario.db, id, ["settings.view"]);
  await addToGroup(scenario.db, id, (await scenario.session("sam")).userId, viewing.id);
  const sam = await signInAs("sam", pages.settings("acme"));
  await expect(sam.getByRole("definition")).toContainText([
    "Acme Travel",
    "72 hours",
    "name",
    "Default",
    "None",
  ]);
  await expect(sam.getByRole("region", { name: "Who can edit these settings" })).toContainText(
    "Members of Administrators (role: Administrator)",
  );
  await expect(sam.getByRole("main").getByRole("textbox")).toHaveCount(0);
  await expect(sam.getByRole("main").getByRole("button")).toHaveCount(2);
  await expect(sam.getByRole("main").getByRole("button", { name: /^Copy / })).toHaveCount(2);
  await expectAccessible(sam);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("settings and logo are saved, errors show, and the preview is drawn", async ({ signInAs, pages }) => {
    const alex = await signInAs("alex", pages.settings("acme"));
    await alex.getByLabel("Button color").fill("blue");
    await alex.getByLabel("Sender name in emails").fill("Acme Service");
    await alex.getByRole("button", { name: "Save changes" }).click();
    await expect(alex.getByText("Enter a hex color such as #1a56db, or leave this empty.")).toBeVisible();
    await expect(alex.getByLabel("Sender name in emails")).toHaveValue("Acme Service");
    await alex.getByLabel("Button color").fill("#b45309");
    await alex.getByRole("button", { name: "Save changes" }).click();
    await expect(alex.getByText("Settings saved.")).toBeVisible();
    const preview = alex.getByRole("region", { name: "Preview" });
    await expect(preview.getByText("Accept invitation").first()).toHaveCSS("background-color", ORANGE);
    await chooseLogo(alex, SVG);
    await alex.getByRole("button", { name: "Upload logo" }).click();
    await expect(alex.getByText("This isn't a PNG, JPEG or WebP image.")).toBeVisible();
    await chooseLogo(alex, await wordmark());
    await alex.getByRole("button", { name: "Upload logo" }).click();
    await preview.getByText("Invitation page", { exact: true }).click();
    await expect(preview.getByRole("img", { name: "Acme Travel" })).toHaveCount(1);
    await preview.getByText("Email", { exact: true }).click();
    const email = preview.frameLocator("iframe").first();
    await expect(email.getByRole("link", { name: "Accept invitation" })).toHaveCSS(
      "background-color",
      ORANGE,
    );
    await alex.locator("summary", { hasText: "Remove logo" }).click();
    await alex.getByRole("button", { name: "Remove logo" }).click();
    await expect(alex.getByText("No logo yet.")).toBeVisible();
  });
});

async function chooseLogo(page: Page, buffer: Buffer): Promise<void> {
  await page.getByLabel("Image").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
}

/** A plain orange PNG. */
function wordmark(): Promise<Buffer> {
  return sharp({ create: { width: 400, height: 100, channels: 4, background: "#b45309" } })
    .png()
    .toBuffer();
}
