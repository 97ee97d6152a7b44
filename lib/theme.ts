export const THEMES = ["system", "light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "theme";

/** Reads the cookie. Any other value is `system`. */
export function readTheme(text: string | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? "system";
}
