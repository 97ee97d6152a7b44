export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type Size = { readonly width: number; readonly height: number };

/** The gap between the box and the obstacles. */
const GAP = 4;

/**
 * Finds the lowest or the highest place where a box touches no obstacle: in the middle, or else at the start or the end.
 * @param edge "bottom" for the lowest place, "top" for the highest
 * @returns null if there is no such place
 */
export function findFreeSpot(
  size: Size,
  within: Box,
  obstacles: readonly Box[],
  edge: "top" | "bottom" = "bottom",
): { left: number; top: number } | null {
  const lefts = [(within.left + within.right - size.width) / 2, within.left, within.right - size.width];
  const tops = (edge === "top" ? topsBelow(within, obstacles) : topsAbove(size, within, obstacles))
    .filter((top) => top >= within.top && top + size.height <= within.bottom)
    .sort((one, other) => (edge === "top" ? one - other : other - one));
  for (const top of tops) {
    for (const left of lefts) {
      const box = { left, top, right: left + size.width, bottom: top + size.height };
      const isWithin = left >= within.left && box.right <= within.right;
      if (isWithin && !obstacles.some((obstacle) => touches(box, obstacle))) return { left, top };
    }
  }
  return null;
}

function topsBelow(within: Box, obstacles: readonly Box[]): number[] {
  return [within.top, ...obstacles.map(({ bottom }) => Math.ceil(bottom + GAP))];
}

function topsAbove(size: Size, within: Box, obstacles: readonly Box[]): number[] {
  return [within.bottom, ...obstacles.map(({ top }) => top - GAP)].map((bottom) =>
    Math.floor(bottom - size.height),
  );
}

function touches(one: Box, other: Box): boolean {
  return (
    one.left < other.right + GAP &&
    other.left < one.right + GAP &&
    one.top < other.bottom + GAP &&
    other.top < one.bottom + GAP
  );
}
