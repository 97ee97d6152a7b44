import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { expectNothingClipped, showIn } from "@/e2e/fixtures/layout";
import { rowOf } from "@/e2e/fixtures/steps";
import { expect, expectAccessible, test } from "@/e2e/fixtures/test";

test.use({ viewport: { width: 390, height: 844 } });

const LISTS = ["users", "invitations", "bulkActions", "groups", "roles", "organizations", "audit"] as const;

test("on a phone, every list starts in the upper part of the screen, also while acting from an ancestor", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.invite("alex", "acme", ["grace"]);
  const [alex, ada] = [await signInAs("alex"), await signInAs("ada")];
  for (const list of LISTS) {
    for (const page of [alex, ada]) {
      await page.goto(pages[list]("acme"));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const top = await page.locator("tbody tr, .border-dashed").first().boundingBox();
      expect(top?.y, list).toBeLessThanOrEqual(340); // with 44 pixels for the sort links
    }
  }
});

test("on a phone, a group says how many members it has", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.groups("acme"));
  const row = rowOf(alex, "Support");
  await expect(row.getByText(/^\d+ members?$/)).toBeVisible();
  await expect(row.getByText(/^\d+$/)).toBeHidden();
});

test("on a phone, the filters of a list are behind a button, which then shows the current one", async ({
  scenario,
  signInAs,
  pages,
}) => {
  await scenario.addMember("grace", "acme", ["Support"]);
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.getByRole("button", { name: "Filter" }).click();
  await expectAccessible(alex);
  await filters(alex).getByRole("link", { name: "Invited 1" }).click();
  await expect(rowOf(alex, "Sam Rivera")).toHaveCount(0);
  await expect(filters(alex)).toBeHidden();
  await expect(alex.getByRole("button", { name: "Filter: Invited" })).toBeFocused();
  await expect(alex.getByText("1 user", { exact: true })).toBeVisible();

  await alex.keyboard.press("Enter");
  await filters(alex).getByRole("link", { name: "All" }).click();
  await expect(rowOf(alex, "Sam Rivera")).toBeVisible();
  await alex.getByRole("button", { name: "Filter" }).click();
  await filters(alex).getByLabel("Group").selectOption("Support");
  await expect(rowOf(alex, "Sam Rivera")).toHaveCount(0);
  await alex.getByRole("button", { name: "Filter: Support" }).click();
  await alex.keyboard.press("Escape");
  await expect(filters(alex)).toBeHidden();
});

test("on a phone, what is tapped in a list has 44 by 44 pixels, and names of 20 letters are whole", async ({
  scenario,
  signInAs,
  pages,
}) => {
  const rename = (person: string) => sql`
    update users set name = 'Bartholomew Lindgren'
    where username = ${person} and root_id = (select root_id from organizations where id = ${acme.id})`;
  const { acme } = scenario.organizations;
  await scenario.invite("alex", "acme", ["grace", "linus"], ["Support"]);
  await scenario.sentInvitationId("acme", "grace");
  await scenario.db.execute(rename("grace"));
  await scenario.addMember("linus", "acme");
  const alex = await signInAs("alex");
  for (const list of LISTS) {
    await alex.goto(pages[list]("acme"));
    await expect(alex.getByRole("heading", { level: 1 })).toBeVisible();
    const targets = alex.locator("th label, th a, td label, td button, .row-link");
    for (const target of await targets.all()) {
      const area = await target.evaluate(measureTarget);
      const name = `${list}: ${await target.textContent()}`;
      expect.soft(Math.min(area.width, area.height), name).toBeGreaterThanOrEqual(44);
    }
  }
  await alex.goto(pages.invitations("acme"));
  const name = rowOf(alex, "Bartholomew Lindgren").locator("bdi bdi").first();
  const [text, shown] = [await name.boundingBox(), await name.locator("..").boundingBox()];
  expect(text?.width).toBeLessThanOrEqual(shown?.width ?? 0);
});

for (const locale of ["en", "de"] as const) {
  test(`on a phone, the bar of selected rows is one line below the list (${locale})`, async ({
    scenario,
    signInAs,
    pages,
  }) => {
    await scenario.invite("alex", "acme", ["grace", "linus", "margaret"]);
    await scenario.sentInvitationId("acme", "grace");
    await scenario.addMember("dennis", "acme");
    const alex = await signInAs("alex");
    await showIn(alex, locale);
    for (const list of ["users", "invitations"] as const) {
      await alex.goto(pages[list]("acme"));
      await alex.locator("td input[type=checkbox]").first().check();
      const bar = alex.getByRole("region", { name: locale === "de" ? "Auswahl" : "Selection" });
      await expect(bar.getByRole("status")).toHaveText(locale === "de" ? /^1 ausgewählt/ : /^1 selected/);
      expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(64);
      await alex.mouse.wheel(0, 10_000);
      const row = await alex.locator("tbody tr").last().boundingBox();
      const top = (await bar.boundingBox())?.y ?? 0;
      expect((row?.y ?? 0) + (row?.height ?? 0), list).toBeLessThanOrEqual(top);
      await expectNothingClipped(alex);
      await bar
        .getByRole("button", { name: locale === "de" ? "Auswahl aufheben" : "Clear selection" })
        .click();
      await expect(alex.locator("td input:checked")).toHaveCount(0);
    }
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("on a phone, a list can be filtered and exported without JavaScript", async ({
    scenario,
    signInAs,
    pages,
  }) => {
    await scenario.addMember("grace", "acme");
    const alex = await signInAs("alex", pages.users("acme"));
    await alex.getByRole("button", { name: "Filter" }).click();
    await filters(alex).getByRole("link", { name: "Invited 1" }).click();
    await expect(alex.getByText("1 user", { exact: true })).toBeVisible();
    await alex.getByRole("button", { name: "More actions" }).click();
    const [file] = await Promise.all([
      alex.waitForEvent("download"),
      alex.getByRole("link", { name: "Export as CSV" }).click(),
    ]);
    expect(await readFile(await file.path(), "utf8")).toContain("Grace Holloway");
  });
});

function filters(page: Page) {
  return page.getByRole("region", { name: "Filter" });
}

/** How far a tap reaches the element, from its center to each side. Runs in the browser. */
function measureTarget(element: Element) {
  element.scrollIntoView({ block: "center" });
  const { x, y, width, height } = element.getBoundingClientRect();
  const [left, top] = [x + Math.min(width, 44) / 2, y + height / 2];
  const reach = (stepX: number, stepY: number) => {
    let pixels = 0;
    while (element.contains(document.elementFromPoint(left + pixels * stepX, top + pixels * stepY))) pixels++;
    return pixels;
  };
  return { width: reach(1, 0) + reach(-1, 0), height: reach(0, 1) + reach(0, -1) };
}
