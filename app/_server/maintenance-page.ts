import { RETRY_MS } from "@/components/maintenance/check-health";
import { directionOf, type PageLocale } from "@/i18n/locale";
import { translatorFor } from "@/i18n/translator";
import type { Theme } from "@/lib/theme";

type MaintenancePage = {
  /** Path and query of the request, not trusted. */
  readonly path: string;
  readonly locale: PageLocale;
  readonly theme: Theme;
  /** The nonce of the response's policy. */
  readonly nonce: string;
  /** Whether a form was sent. The page then doesn't reload itself, because that would send the form again. */
  readonly afterForm: boolean;
};

/**
 * The HTML of the page that is shown while the database is unreachable. It loads nothing, because `proxy.ts` responds with it
 * before any page is rendered. It has the look and the text of `components/maintenance`.
 */
export function maintenancePage({ path, locale, theme, nonce, afterForm }: MaintenancePage): string {
  const t = translatorFor(locale, "maintenance");
  const title = quoted(t("title"));
  const sentences = afterForm ? [t("afterForm.reason"), t("afterForm.next")] : [t("reason"), t("next")];
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${SCHEMES[theme]}">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<header>
<svg aria-hidden="true" viewBox="0 0 32 32"><rect width="32" height="32" rx="8"/><path d="M10 9v8a6 6 0 0 0 12 0V9"/></svg>
Usher
</header>
<main>
<h1>${title}</h1>
${sentences.map((sentence) => `<p>${quoted(sentence)}</p>`).join("\n")}
${afterForm ? "" : `<a href="${quoted(path)}">${quoted(t("retry"))}</a>`}
</main>
${afterForm ? "" : `<script nonce="${nonce}">${RELOAD_WHEN_BACK}</script>`}
</body>
</html>
`;
}

const SCHEMES = { system: "light dark", light: "light", dark: "dark" } as const;

const STYLE = `
body { margin: 0; font: 1rem/1.75 ui-sans-serif, system-ui, sans-serif;
  background: light-dark(oklch(98.2% 0.003 265), oklch(16.5% 0.008 265));
  color: light-dark(oklch(24% 0.018 265), oklch(95% 0.005 265)); }
header { display: flex; align-items: center; gap: 0.5rem; min-height: 3.5rem; padding: 0 1rem;
  font-weight: 600; letter-spacing: -0.025em; }
svg { width: 1.5rem; } rect { fill: light-dark(oklch(49% 0.17 268), oklch(76% 0.115 268)); }
path { fill: none; stroke: light-dark(oklch(99% 0 0), oklch(20% 0.04 268)); stroke-width: 3.4; stroke-linecap: round; }
@media (min-width: 40rem) { header { padding: 0 2rem; } }
main { max-width: 28rem; margin: 0 auto; padding: max(1.5rem, 10vh) 1rem 5rem; }
h1 { font-size: 1.5rem; line-height: 2rem; letter-spacing: -0.025em; font-weight: 600; margin: 0 0 1.25rem; text-wrap: balance; }
p { margin: 0 0 0.75rem; color: light-dark(oklch(49% 0.02 265), oklch(73% 0.016 265)); }
a { display: inline-flex; align-items: center; height: 2.75rem; padding: 0 1rem; margin-top: 0.5rem; border-radius: 0.5rem;
  font-weight: 500; text-decoration: none; background: light-dark(oklch(49% 0.17 268), oklch(76% 0.115 268));
  color: light-dark(oklch(99% 0 0), oklch(20% 0.04 268)); }
a:focus-visible { outline: 2px solid light-dark(oklch(49% 0.17 268), oklch(76% 0.115 268)); outline-offset: 2px; }
`;

const RELOAD_WHEN_BACK = `
setInterval(async () => {
  if (document.visibilityState !== "visible") return;
  const { ok } = await fetch("/api/health", { cache: "no-store" }).catch(() => ({ ok: false }));
  if (ok) location.reload();
}, ${RETRY_MS});
`;

function quoted(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
