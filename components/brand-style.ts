import type { CSSProperties } from "react";
import { buttonLook } from "@/db/settings/color";

/** Gives the primary buttons within an element the colour of an organization; nothing where it has chosen none. */
export function branded(color: string | null): { className: string; style?: CSSProperties } {
  if (!color) return { className: "" };
  const look = buttonLook(color);
  const properties = {
    "--brand": look.color,
    "--brand-label": look.label,
    "--brand-dark-edge": look.darkEdge,
  };
  // Safe: React hands custom properties on as they are, and its type knows none.
  return { className: "branded", style: properties as CSSProperties };
}
