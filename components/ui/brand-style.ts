import { buttonColors } from "@/lib/color";

/** The custom properties that color the primary buttons inside an element with the class `branded`. */
export function brandProperties(color: string): ReadonlyMap<string, string> {
  const colors = buttonColors(color);
  return new Map([
    ["--brand", colors.color],
    ["--brand-label", colors.label],
    ["--brand-dark", colors.darkColor],
    ["--brand-dark-label", colors.darkLabel],
  ]);
}

/** The style sheet of a color, and the class that it styles. The CSP allows no style attributes. */
export function brandSheet(color: string): { readonly href: string; readonly className: string } {
  const digits = color.slice(1);
  return { href: `/api/brand/${digits}`, className: `branded brand-${digits}` };
}
