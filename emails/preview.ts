import { DARK_QUERY } from "./parts/styles";

export type ColorScheme = "light" | "dark";

/** The HTML of an email as a page: in one color scheme, and with the logo in it. */
export function previewOf(
  html: string,
  scheme: ColorScheme,
  logo: { cid: string; png: Buffer } | null,
): string {
  const inScheme = html
    .replaceAll(DARK_QUERY, scheme === "dark" ? "@media all" : "@media not all")
    .replaceAll("color-scheme: light dark", `color-scheme: ${scheme}`);
  return logo
    ? inScheme.replaceAll(`cid:${logo.cid}`, `data:image/png;base64,${logo.png.toString("base64")}`)
    : inScheme;
}
