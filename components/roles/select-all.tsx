import { useTranslations } from "next-intl";
import type { ChangeEventHandler } from "react";
import { cx } from "@/components/ui/cx";
import { richText } from "@/components/ui/rich-text";
import { useHydrated } from "@/components/ui/use-hydrated";

type SelectAllProps = {
  readonly section: string;
  /** How many are selected, and how many can be. */
  readonly selected: number;
  readonly of: number;
  readonly onChange: ChangeEventHandler<HTMLInputElement>;
};

/** Checked, unchecked or mixed. It needs JavaScript, and has no name, so that it isn't sent. */
export function SelectAll({ section, selected, of, onChange }: SelectAllProps) {
  const t = useTranslations("roles.fields");
  if (!useHydrated()) return null;
  return (
    <label
      className={cx(
        "absolute end-0 -top-0.5 flex h-6 items-center gap-2 text-muted",
        "after:absolute after:-inset-2.5 md:after:-inset-1",
      )}
    >
      <input
        ref={(box) => {
          if (box) box.indeterminate = selected > 0 && selected < of;
        }}
        type="checkbox"
        checked={selected === of}
        onChange={onChange}
        className="relative z-1 size-4 shrink-0"
      />
      <span>{t.rich("selectAll", { ...richText, section })}</span>
    </label>
  );
}
