import { useTranslations } from "next-intl";
import { Collection } from "react-aria-components/Collection";
import { Header } from "react-aria-components/Header";
import { ListBox, ListBoxItem, ListBoxSection } from "react-aria-components/ListBox";
import { Avatar } from "@/components/ui/avatar";
import { cx } from "@/components/ui/cx";
import { GlobeIcon, SearchIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";
import { THEMES } from "@/lib/theme";
import { GroupsIcon, OrganizationsIcon, SettingsIcon } from "./navigation-icons";
import { pageIcon } from "./page-icon";
import type { PaletteItem } from "./palette-items";
import type { PaletteSection } from "./palette-sections";

type PaletteResultsProps = {
  readonly sections: readonly PaletteSection[];
  readonly onChoose: (item: PaletteItem) => void;
};

export function PaletteResults({ sections, onChoose }: PaletteResultsProps) {
  const t = useTranslations("frame.palette");
  return (
    <ListBox
      aria-label={t("results")}
      items={sections}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2 outline-none empty:hidden"
    >
      {({ id, items }) => (
        <ListBoxSection id={id} className="not-first:mt-2">
          <Header className="px-2 py-1 text-xs text-muted">{t(`sections.${id}`)}</Header>
          <Collection items={items.map((item) => ({ ...item, key: `${id} ${item.id}` }))}>
            {(item) => (
              <ListBoxItem
                id={item.key}
                onAction={() => onChoose(item)}
                textValue={item.name}
                className={cx(
                  "flex min-h-10 cursor-pointer items-center gap-3",
                  "rounded-lg px-2 py-1 leading-5 outline-none data-focused:bg-default",
                )}
              >
                <ItemIcon section={id} item={item} />
                <ItemText section={id} item={item} />
              </ListBoxItem>
            )}
          </Collection>
        </ListBoxSection>
      )}
    </ListBox>
  );
}

/** The sections with texts of this app. Names in the others are what people chose. */
const OWN: ReadonlySet<PaletteSection["id"]> = new Set([
  "actions",
  "pages",
  "preferences",
  "account",
  "lists",
]);

type ItemProps = { readonly section: PaletteSection["id"]; readonly item: PaletteItem };

function ItemIcon({ section, item }: ItemProps) {
  if (section === "users" || section === "invitations") return <Avatar name={item.name} size="sm" />;
  const Icon = iconOf(section, item.id);
  return (
    <span className="grid size-6 shrink-0 place-items-center text-muted">
      <Icon />
    </span>
  );
}

function iconOf(section: PaletteSection["id"], id: string) {
  if (section === "groups") return GroupsIcon;
  if (section === "organizations") return OrganizationsIcon;
  if (section === "preferences") return THEMES.some((theme) => theme === id) ? SettingsIcon : GlobeIcon;
  if (section === "lists") return SearchIcon;
  return pageIcon(id);
}

function ItemText({ section, item }: ItemProps) {
  if (OWN.has(section)) return <span className="min-w-0 truncate">{item.name}</span>;
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
      <Name className="max-w-full truncate font-medium">{item.name}</Name>
      {item.detail && <Name className="min-w-0 truncate text-xs text-muted">{item.detail}</Name>}
    </span>
  );
}
