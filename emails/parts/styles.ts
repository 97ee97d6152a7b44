import { type ButtonColors, buttonColors, DARK_SURFACE, DEFAULT_COLOR } from "@/lib/color";

/**
 * The colors of the app (app/globals.css), for inline styles, because some email programs drop style sheets. The style sheet
 * below has the dark colors.
 */
export const colors = {
  page: "#f8f9fb",
  card: "#ffffff",
  line: "#dfe1e6",
  ink: "#1b1f28",
  muted: "#5b606c",
  link: "#2e49b2",
};

const dark = {
  page: "#0d0e12",
  card: DARK_SURFACE,
  line: "#2d3037",
  ink: "#edeef2",
  muted: "#a3a8b2",
  link: "#a2bcff",
};

export const ownButton = buttonColors(DEFAULT_COLOR);

/** The name above the card. */
export const brand = { color: colors.muted, fontSize: "14px", fontWeight: 600, letterSpacing: "0.02em" };

/** The preview replaces it. */
export const DARK_QUERY = "@media (prefers-color-scheme: dark)";

export const styleSheet = ({ darkColor, darkLabel }: ButtonColors) => `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
[dir="rtl"] .label { padding: 12px 0 12px 16px !important; }
[dir="rtl"] .quote { border-width: 0 3px 0 0 !important; padding: 2px 16px 2px 0 !important; }
@media (max-width: 480px) {
  .card { padding: 28px 22px !important; }
  .fact td { display: block !important; width: auto !important; }
  .fact td:first-child { padding-bottom: 0 !important; }
  .fact td:last-child { border-top: 0 !important; padding-top: 0 !important; }
  .button { display: block !important; }
}
${DARK_QUERY} {
  .page, .page > table > tbody > tr > td { background-color: ${dark.page} !important; }
  .card { background-color: ${dark.card} !important; border-color: ${dark.line} !important; }
  .fact td, .quote { border-color: ${dark.line} !important; }
  .ink { color: ${dark.ink} !important; }
  .muted { color: ${dark.muted} !important; }
  .link { color: ${dark.link} !important; }
  .button { background-color: ${darkColor} !important; border-color: ${darkColor} !important; }
  .button, .button span { color: ${darkLabel} !important; }
  .mark { background-color: ${darkColor} !important; color: ${darkLabel} !important; }
  .logo { background-color: #ffffff !important; }
}
`;
