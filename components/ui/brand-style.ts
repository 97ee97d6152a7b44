import { buttonLook } from "@/lib/color";

/** What the primary buttons within an element of the class `branded` are drawn with, as custom properties. */
export function brandProperties(color: string): ReadonlyMap<string, string> {
  const look = buttonLook(color);
  return new Map([
    ["--brand", look.color],
    ["--brand-label", look.label],
    ["--brand-dark-edge", look.darkEdge],
  ]);
}

/** The style sheet of a color and the class it styles: the page's policy allows no style attributes. */
export function brandSheet(color: string): { readonly href: string; readonly className: string } {
  const digits = color.slice(1);
  return { href: `/api/brand/${digits}`, className: `branded brand-${digits}` };
}
