import { type ButtonColors, DEFAULT_COLOR } from "@/lib/color";

/** For inline styles, because some email programs drop style sheets. The style sheet below has the dark colors. */
export const colors = {
  page: "#f7f7f8",
  card: "#ffffff",
  line: "#e4e4e7",
  ink: "#18181b",
  muted: "#5f5f68",
  accent: DEFAULT_COLOR,
  onAccent: "#ffffff",
};

const dark = {
  page: "#0c0c0e",
  card: "#18181b",
  line: "#303036",
  ink: "#f4f4f5",
  muted: "#a1a1aa",
  link: "#6aaeff",
};

export const ownButton: ButtonColors = {
  color: colors.accent,
  label: colors.onAccent,
  darkBorder: colors.accent,
};

export const styleSheet = ({ darkBorder }: ButtonColors) => `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
  .card { padding: 28px 22px !important; }
  .fact td { display: block !important; width: auto !important; }
  .fact td:first-child { padding-bottom: 0 !important; }
  .fact td:last-child { border-top: 0 !important; padding-top: 0 !important; }
  .button { display: block !important; }
}
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: ${dark.page} !important; }
  .card { background-color: ${dark.card} !important; border-color: ${dark.line} !important; }
  .fact td, .quote { border-color: ${dark.line} !important; }
  .ink { color: ${dark.ink} !important; }
  .muted { color: ${dark.muted} !important; }
  .link { color: ${dark.link} !important; }
  .button { border-color: ${darkBorder} !important; }
  .logo { background-color: #ffffff !important; }
}
`;
