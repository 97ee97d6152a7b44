import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useInvite } from "@/components/invite/invite-controls";
import { callAction } from "@/components/ui/call-action";
import { useLanguages } from "@/components/ui/languages";
import { announce } from "@/components/ui/status-message";
import { useOpenPage } from "@/components/ui/unsaved-forms";
import { LOCALE_NAMES } from "@/i18n/locale";
import { THEMES } from "@/lib/theme";
import { openSwitcher } from "./open-switcher";
import type { PaletteItem, PalettePage } from "./palette-items";
import type { OwnItems } from "./palette-sections";
import { chooseTheme } from "./theme-choice";

/**
 * What people can do from any page, and the preferences that they can change.
 * @param pages pages on which the viewer can create something
 */
export function usePaletteActions(pages: readonly PalettePage[], signOut: () => Promise<void>): OwnItems {
  const t = useTranslations("frame");
  const common = useTranslations("common");
  const invite = useInvite();
  const openPage = useOpenPage();
  const { offered, choose } = useLanguages();
  const [, start] = useTransition();

  function call(action: () => Promise<void>) {
    start(async () => {
      const failure = await callAction(common, action);
      if (failure) announce(failure.message);
    });
  }

  const actions: PaletteItem[] = [
    ...pages.map(({ id, href }) => ({
      id,
      name: t(`navigation.pages.${id}`),
      run: id === "invite" && invite ? invite.open : () => openPage(href),
    })),
    { id: "switchOrganization", name: t("switcher.title"), run: openSwitcher },
  ];
  const account = [{ id: "signOut", name: t("userMenu.signOut"), run: () => call(signOut) }];
  const themes = THEMES.map((theme) => ({
    id: theme,
    name: t("palette.theme", { theme: t(`theme.${theme}`) }),
    run: () => chooseTheme(theme),
  }));
  const languages = offered.map((locale) => ({
    id: locale,
    name: t("palette.language", { language: LOCALE_NAMES[locale] }),
    run: () => call(() => choose(formWith("locale", locale))),
  }));
  return { actions, preferences: [...themes, ...(languages.length > 1 ? languages : [])], account };
}

function formWith(name: string, value: string): FormData {
  const form = new FormData();
  form.set(name, value);
  return form;
}
