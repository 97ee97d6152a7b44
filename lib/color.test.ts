import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  buttonColors,
  contrast,
  DARK_ACCENT,
  DARK_SURFACE,
  DEFAULT_COLOR,
  isColor,
  MIN_CONTRAST,
  roundRatio,
  standsOutOnWhite,
  WHITE,
} from "./color";

const anyColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, "0")}`);

test("contrast is calculated as WCAG defines it", () => {
  expect(contrast("#000000", WHITE)).toBeCloseTo(21);
  expect(contrast(WHITE, WHITE)).toBe(1);
  expect(contrast("#777777", WHITE)).toBeCloseTo(4.48, 2);
  expect(contrast("#767676", WHITE)).toBeCloseTo(4.54, 2);
  expect(contrast("#ff0000", WHITE)).toBeCloseTo(3.998, 2);
});

test("the label is readable on every color", () => {
  fc.assert(
    fc.property(anyColor, (color) => contrast(buttonColors(color).label, color) >= MIN_CONTRAST.label),
    { numRuns: 20_000 },
  );
});

test("the button stands out on a dark page in every color, and its label is readable", () => {
  fc.assert(
    fc.property(anyColor, (color) => {
      const { darkColor, darkLabel } = buttonColors(color);
      return (
        contrast(darkColor, DARK_SURFACE) >= MIN_CONTRAST.border &&
        contrast(darkLabel, darkColor) >= MIN_CONTRAST.label
      );
    }),
    { numRuns: 20_000 },
  );
});

test("only a color that is too dark for a dark page is lightened there", () => {
  expect(buttonColors("#b45309").darkColor).toBe("#b45309");
  expect(buttonColors("#1e3a8a").darkColor).toBe("#4b61a1");
  expect(buttonColors("#000000").darkColor).toBe("#666666");
});

test("the label is white wherever white is readable", () => {
  fc.assert(
    fc.property(
      anyColor,
      (color) => (buttonColors(color).label === WHITE) === contrast(color, WHITE) >= MIN_CONTRAST.label,
    ),
  );
  expect(buttonColors("#1a56db")).toEqual({
    color: "#1a56db",
    label: WHITE,
    darkColor: "#255edd",
    darkLabel: WHITE,
  });
  expect(buttonColors("#d97706").label).not.toBe(WHITE);
});

test("colors that are too light for a white page are recognized", () => {
  expect(["#ffd400", "#ffffff", "#9ca3af"].map(standsOutOnWhite)).toEqual([false, false, false]);
  expect(["#000000", "#1a56db", "#d97706", DEFAULT_COLOR].map(standsOutOnWhite)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test("a formatted ratio is rounded down", () => {
  expect([2.96, 3, 4.49, 21].map(roundRatio)).toEqual([2.9, 3, 4.4, 21]);
});

test("a color is stored in one form", () => {
  expect(["#1a56db", "#000000"].every(isColor)).toBe(true);
  const others = ["#1A56DB", "#fff", "1a56db", "red", "#1a56db;", "#1a56dg", "#1a56db\n", ""];
  expect(others.some(isColor)).toBe(false);
  expect(() => contrast("red", WHITE)).toThrow();
});

test("the default color is the app's accent", () => {
  const styles = readFileSync(new URL("../app/globals.css", import.meta.url), "utf8");
  expect(styles).toContain(`--accent: light-dark(${DEFAULT_COLOR}, ${DARK_ACCENT});`);
  const icon = readFileSync(new URL("../app/icon.svg", import.meta.url), "utf8");
  expect(icon).toContain(`fill="${DEFAULT_COLOR}"`);
});
