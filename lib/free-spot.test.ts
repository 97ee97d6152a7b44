import { expect, test } from "vitest";
import { type Box, findFreeSpot } from "./free-spot";

const screen = { left: 0, top: 0, right: 390, bottom: 800 };
const size = { width: 200, height: 50 };
const row = (top: number, left = 0, right = 390): Box => ({ left, top, right, bottom: top + 40 });

test("on an empty screen, the place is at the bottom in the middle", () => {
  expect(findFreeSpot(size, screen, [])).toEqual({ left: 95, top: 750 });
});

test("an obstacle at the bottom is avoided, with a gap", () => {
  expect(findFreeSpot(size, screen, [row(760)])).toEqual({ left: 95, top: 706 });
});

test("a place next to a small obstacle is preferred to one above it", () => {
  expect(findFreeSpot(size, screen, [row(755, 297, 380)])).toEqual({ left: 0, top: 750 }); // 95 + 200 is too close
  expect(findFreeSpot(size, screen, [row(755, 0, 100)])).toEqual({ left: 190, top: 750 });
});

test("a gap between two obstacles is used only if it is large enough", () => {
  expect(findFreeSpot(size, screen, [row(760), row(650)])).toEqual({ left: 95, top: 706 });
  expect(findFreeSpot(size, screen, [row(760), row(690)])).toEqual({ left: 95, top: 636 });
});

test("near the top, obstacles are avoided, and a gap is used if it is large enough", () => {
  const near = (...obstacles: Box[]) => findFreeSpot(size, screen, obstacles, "top");
  expect(near()).toEqual({ left: 95, top: 0 });
  expect(near(row(10, 0, 80))).toEqual({ left: 95, top: 0 });
  expect(near(row(10))).toEqual({ left: 95, top: 54 });
  expect(near(row(10), row(107))).toEqual({ left: 95, top: 151 });
  expect(near(row(10), row(108))).toEqual({ left: 95, top: 54 });
});

test("there is no place on a full or too small screen", () => {
  const full = Array.from({ length: 20 }, (_, at) => row(at * 40));
  expect(findFreeSpot(size, screen, full)).toBeNull();
  expect(findFreeSpot(size, { ...screen, right: 180 }, [])).toBeNull();
  expect(findFreeSpot(size, { ...screen, bottom: 40 }, [])).toBeNull();
});
