import fc from "fast-check";
import { expect, test } from "vitest";
import {
  buttonLook,
  contrast,
  DARK_SURFACE,
  DEFAULT_COLOR,
  formatRatio,
  isColor,
  MIN_CONTRAST,
  standsOutOnWhite,
  WHITE,
} from "./color";

const anyColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, "0")}`);

test("contrast is WCAG's", () => {
  expect(contrast("#000000", WHITE)).toBeCloseTo(21);
  expect(contrast(WHITE, WHITE)).toBe(1);
  expect(contrast("#777777", WHITE)).toBeCloseTo(4.48, 2);
  expect(contrast("#767676", WHITE)).toBeCloseTo(4.54, 2);
  expect(contrast("#ff0000", WHITE)).toBeCloseTo(3.998, 2);
});

test("the label can be read on every colour there is", () => {
  fc.assert(
    fc.property(anyColor, (color) => contrast(buttonLook(color).label, color) >= MIN_CONTRAST.label),
    { numRuns: 20_000 },
  );
});

test("the button's edge stands out on a dark page, whatever its colour", () => {
  fc.assert(
    fc.property(anyColor, (color) => contrast(buttonLook(color).darkEdge, DARK_SURFACE) >= MIN_CONTRAST.edge),
    { numRuns: 20_000 },
  );
});

test("the label is white wherever white can be read", () => {
  fc.assert(
    fc.property(
      anyColor,
      (color) => (buttonLook(color).label === WHITE) === contrast(color, WHITE) >= MIN_CONTRAST.label,
    ),
  );
  expect(buttonLook("#1a56db")).toEqual({ color: "#1a56db", label: WHITE, darkEdge: "#a1a1aa" });
  expect(buttonLook("#d97706").label).not.toBe(WHITE);
});

test("what is too light for a white page is told from what is not", () => {
  expect(["#ffd400", "#ffffff", "#9ca3af"].map(standsOutOnWhite)).toEqual([false, false, false]);
  expect(["#000000", "#1a56db", "#d97706", DEFAULT_COLOR].map(standsOutOnWhite)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test("a ratio in words is never more than it is", () => {
  expect([2.96, 3, 4.49, 21].map(formatRatio)).toEqual(["2.9:1", "3.0:1", "4.4:1", "21.0:1"]);
});

test("a colour has one form", () => {
  expect(["#1a56db", "#000000"].every(isColor)).toBe(true);
  const others = ["#1A56DB", "#fff", "1a56db", "red", "#1a56db;", "#1a56dg", "#1a56db\n", ""];
  expect(others.some(isColor)).toBe(false);
  expect(() => contrast("red", WHITE)).toThrow();
});
