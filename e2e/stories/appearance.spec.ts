import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/fixtures/test";

test("the chosen theme is kept, and System follows the operating system", async ({ signInAs }) => {
  const alex = await signInAs("alex");
  const page = alex.locator("html");
  await alex.emulateMedia({ colorScheme: "light" });
  await alex.getByRole("button", { name: "Alex Morgan" }).click();
  await expect(alex.getByRole("radio", { name: "System" })).toBeChecked();
  await alex.getByRole("radio", { name: "Dark" }).check({ force: true });
  await expect(page).toHaveCSS("color-scheme", "dark");
  await alex.reload();
  await expect(page).toHaveCSS("color-scheme", "dark");

  await alex.getByRole("button", { name: "Alex Morgan" }).click();
  await expect(alex.getByText("Managed by Acme Travel")).toBeVisible();
  await alex.getByRole("button", { name: "Sign out" }).click();
  await expect(alex.getByRole("heading", { level: 1 })).toHaveText("Sign in to Acme Travel");
  await expect(page).toHaveCSS("color-scheme", "dark");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`unchecked boxes and fields stand out on a ${colorScheme} page`, async ({ signInAs, pages }) => {
    const alex = await signInAs("alex", pages.newUser("acme"));
    await alex.emulateMedia({ colorScheme });
    for (const control of [alex.getByRole("checkbox", { name: /Support/ }), alex.getByLabel("Username")]) {
      await expect(control).toBeEnabled();
      await expect.poll(() => control.evaluate(borderContrast)).toBeGreaterThanOrEqual(3); // colors change slowly
    }
  });
}

test("the skip link comes first and moves focus to the content", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  await alex.keyboard.press("Tab");
  const skip = alex.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await alex.keyboard.press("Enter");
  await expect(alex.getByRole("main")).toBeFocused();
});

test("every element that the Tab key reaches shows its focus", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const stops: string[] = [];
  for (let stop = await nextStop(alex); stop.name !== ""; stop = await nextStop(alex)) {
    expect(stop.seen, `the focus on ${stop.name} shows`).toBe(true);
    stops.push(stop.name);
  }
  expect(stops).toEqual(
    expect.arrayContaining(["Skip to content", "Overview", "Add user", "Search users", "Joined"]),
  );
});

async function nextStop(page: Page) {
  await page.keyboard.press("Tab");
  return await page.evaluate(lookAtFocus);
}

/** How the border of a control stands out from the control and from what is around it, as WCAG counts it. */
function borderContrast(control: Element): number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("This browser has no canvas.");
  const luminanceOf = (color: string) => {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((channel) =>
      channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const card = control.closest(".card") ?? document.body;
  const border = luminanceOf(getComputedStyle(control).borderTopColor);
  const ratios = [control, card].map((surface) => {
    const other = luminanceOf(getComputedStyle(surface).backgroundColor);
    return (Math.max(border, other) + 0.05) / (Math.min(border, other) + 0.05);
  });
  return Math.min(...ratios);
}

/** Whether the focused element or the elements around it change their appearance with focus. */
function lookAtFocus() {
  const element = document.activeElement as HTMLElement; // safe: the Tab key reaches only these
  const looks = () =>
    [element, element.parentElement, element.closest("label")].map((part) => {
      const { outline, boxShadow, backgroundColor } = getComputedStyle(part ?? element);
      return outline + boxShadow + backgroundColor;
    });
  const focused = looks();
  element.blur();
  const blurred = looks();
  element.focus();
  const name =
    element === document.body
      ? ""
      : element.textContent || element.ariaLabel || labelOf(element) || element.id;
  return { name, seen: focused.join() !== blurred.join() };

  function labelOf(input: HTMLElement) {
    return input instanceof HTMLInputElement ? input.labels?.[0]?.textContent : null;
  }
}
