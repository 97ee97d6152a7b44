/** The colors of a button in an organization's color. */
export type ButtonColors = {
  readonly color: string;
  /** White or near-black, whichever is readable on the color. */
  readonly label: string;
  /** The color on a dark page: the same if it has enough contrast there, otherwise a lighter one. */
  readonly darkColor: string;
  readonly darkLabel: string;
};

/** The color of organizations without one of their own, and the accent of the app (app/globals.css). */
export const DEFAULT_COLOR = "#3855bf";
/** The accent on dark pages. */
export const DARK_ACCENT = "#92aefb";

/** The contrast ratios that WCAG 2.2 requires of text and of the borders of controls. */
export const MIN_CONTRAST = { label: 4.5, border: 3 } as const;

export const WHITE = "#ffffff";
/** So dark that every color is a readable background for either this or white. */
const NEAR_BLACK = "#050505";
/** The lightest dark background of such a button: the card of the emails. */
export const DARK_SURFACE = "#15171c";

/** Whether a text is a color as it is stored: "#1a56db". */
export function isColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/.test(text);
}

/** The contrast ratio of two colors by WCAG, from 1 to 21. */
export function contrast(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

export function buttonColors(color: string): ButtonColors {
  const darkColor = color === DEFAULT_COLOR ? DARK_ACCENT : lightened(color);
  return { color, label: labelOn(color), darkColor, darkLabel: labelOn(darkColor) };
}

function labelOn(color: string): string {
  return contrast(color, WHITE) >= MIN_CONTRAST.label ? WHITE : NEAR_BLACK;
}

/** Mixed with white until it stands out on a dark page. */
function lightened(color: string): string {
  for (let white = 0; white < 1; white += 0.05) {
    const mixed = channels(color).map((channel) => Math.round(channel + (255 - channel) * white));
    const text = `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
    if (contrast(text, DARK_SURFACE) >= MIN_CONTRAST.border) return text;
  }
  return WHITE;
}

/** Whether a button in this color stands out on a white page. */
export function standsOutOnWhite(color: string): boolean {
  return contrast(color, WHITE) >= MIN_CONTRAST.border;
}

/** Rounds a contrast ratio down to one decimal, so that one that is too low never looks sufficient. */
export function roundRatio(ratio: number): number {
  return Math.floor(ratio * 10) / 10;
}

/** The relative luminance by WCAG. @throws if the text is not a color as it is stored */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: string): number[] {
  if (!isColor(color)) throw new Error("This is not a color of the form #rrggbb.");
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
