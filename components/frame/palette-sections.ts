import { useTranslations } from "next-intl";
import { listHref } from "@/components/ui/list-url";
import { useOpenPage } from "@/components/ui/unsaved-forms";
import { type ConsoleResults, containsWords, type PaletteItem, type PalettePage } from "./palette-items";

export type PaletteSection = {
  readonly id: "actions" | "pages" | "preferences" | "account" | "lists" | keyof ConsoleResults;
  readonly items: readonly PaletteItem[];
};

export type OwnItems = Readonly<Record<"actions" | "preferences" | "account", readonly PaletteItem[]>>;

type Matches = {
  readonly text: string;
  readonly own: OwnItems;
  readonly pages: readonly PalettePage[];
  readonly results: ConsoleResults;
};

/** What matches the text of the palette, by section. A section without items is left out. */
export function usePaletteSections({ text, own, pages, results }: Matches): readonly PaletteSection[] {
  const t = useTranslations("frame");
  const openPage = useOpenPage();
  const withRun = <Item extends { readonly href: string }>(item: Item) => ({
    ...item,
    run: () => openPage(item.href),
  });
  const matching = (items: readonly PaletteItem[]) => items.filter(({ name }) => containsWords(name, text));

  const named = pages.map((page) => ({ ...withRun(page), name: t(`navigation.pages.${page.id}`) }));
  const matchingPages = named.filter(({ id, name }) => {
    const words = WITH_KEYWORDS.find((page) => page === id);
    return containsWords(words ? `${name} ${t(`palette.keywords.${words}`)}` : name, text);
  });
  const actionsSection: PaletteSection = { id: "actions", items: matching(own.actions) };
  const pagesSection: PaletteSection = { id: "pages", items: matchingPages };
  // Who types "groups" wants the page, which must be the first result.
  const isPageNamed = text !== "" && matching(named).length > 0;
  const all: readonly PaletteSection[] = [
    ...(isPageNamed ? [pagesSection, actionsSection] : [actionsSection, pagesSection]),
    { id: "users", items: results.users.map(withRun) },
    { id: "invitations", items: results.invitations.map(withRun) },
    { id: "groups", items: results.groups.map(withRun) },
    { id: "organizations", items: results.organizations.map(withRun) },
    { id: "preferences", items: matching(own.preferences) },
    { id: "account", items: matching(own.account) },
  ];
  return all.filter(({ items }) => items.length > 0);
}

/** The lists in which the text can be searched for instead, among pages that the viewer can use. */
export function useListSearches(text: string, pages: readonly PalettePage[]): PaletteSection {
  const t = useTranslations("frame.palette.searchList");
  const openPage = useOpenPage();
  const search = text.trim();
  const items = SEARCHABLE.flatMap((id) => {
    const page = pages.find((other) => other.id === id);
    if (!page) return [];
    const href = listHref({ path: page.href, params: {} }, { q: search });
    return [{ id, name: t(id, { search }), run: () => openPage(href) }];
  });
  return { id: "lists", items };
}

const SEARCHABLE = ["users", "invitations"] as const;

/** The pages that are also found by other words. */
const WITH_KEYWORDS = ["invitations", "bulkActions", "account"] as const;
