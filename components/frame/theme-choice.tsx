"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { cx } from "@/components/ui/cx";
import { readTheme, THEME_COOKIE, THEMES, type Theme } from "@/lib/theme";

export function ThemeChoice() {
  const t = useTranslations("frame.theme");
  const chosen = useSyncExternalStore(subscribe, currentTheme, serverTheme);
  return (
    <fieldset>
      <legend className="mb-1.5 text-xs text-muted">{t("label")}</legend>
      <div className="flex gap-1 rounded-lg bg-default p-1">
        {THEMES.map((theme) => (
          <label
            key={theme}
            className={cx(
              "flex h-8 flex-1 items-center justify-center rounded-md",
              "has-checked:bg-segment has-checked:font-medium has-checked:shadow-surface",
              "has-focus-visible:outline-2 has-focus-visible:outline-focus",
            )}
          >
            <input
              type="radio"
              name="theme"
              value={theme}
              className="sr-only"
              checked={chosen === theme}
              onChange={() => chooseTheme(theme)}
            />
            {t(theme)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const YEAR = 365 * 24 * 60 * 60; // seconds

export function chooseTheme(theme: Theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store API.
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
  document.documentElement.dataset.scheme = theme;
}

function currentTheme(): Theme {
  return readTheme(document.documentElement.dataset.scheme);
}

function serverTheme(): null {
  return null;
}

function subscribe(listener: () => void) {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-scheme"] });
  return () => observer.disconnect();
}
