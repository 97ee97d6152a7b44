/** What a button of an organization's colour is drawn with. */
export type ButtonLook = {
  readonly color: string;
  /** White or near-black, whichever can be read on the colour. */
  readonly label: string;
  /** Its edge on a dark page: the colour itself where that stands out there, else a light line. */
  readonly darkEdge: string;
};

/** Of the mails of organizations that have chosen none. */
export const DEFAULT_COLOR = "#006fee";

/** What WCAG 2.2 asks of text, and of the edge of what can be pressed. */
export const MIN_CONTRAST = { label: 4.5, edge: 3 } as const;

export const WHITE = "#ffffff";
/** As dark as it must be, so that every colour can carry either it or white. */
const NEAR_BLACK = "#050505";
/** The lightest of the dark surfaces on which such a button stands: the card of the mails. */
export const DARK_SURFACE = "#18181b";
const LIGHT_EDGE = "#a1a1aa";

/** Whether it is a colour in the one form that is stored: "#1a56db". */
export function isColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/.test(text);
}

/** WCAG's contrast of two colours, 1 to 21, whichever is the lighter. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

export function buttonLook(color: string): ButtonLook {
  const label = contrast(color, WHITE) >= MIN_CONTRAST.label ? WHITE : NEAR_BLACK;
  const darkEdge = contrast(color, DARK_SURFACE) >= MIN_CONTRAST.edge ? color : LIGHT_EDGE;
  return { color, label, darkEdge };
}

/** Whether a button of this colour stands out on a white page. */
export function standsOutOnWhite(color: string): boolean {
  return contrast(color, WHITE) >= MIN_CONTRAST.edge;
}

/** "4.6:1", never more than it is. */
export function formatRatio(ratio: number): string {
  return `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1`;
}

/** WCAG's relative luminance. @throws for what is no stored colour */
function luminance(color: string): number {
  if (!isColor(color)) throw new Error("This is not a colour of the form #rrggbb.");
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16)),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
