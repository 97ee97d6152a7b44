import { useTranslations } from "next-intl";
import type { KeyboardEvent, Ref } from "react";
import { SearchIcon } from "@/components/ui/icons";
import { isComposing } from "@/components/ui/is-composing";
import type { PaletteStart } from "./palette-items";
import { paletteStyle } from "./palette-style";

type PaletteLoadingProps = {
  readonly inputRef: Ref<HTMLInputElement>;
  /** Called with what was typed, for the palette to continue with. */
  readonly onType: (start: PaletteStart) => void;
  readonly onClose: () => void;
};

/** The input of the palette while its script loads, so that no letter is lost. */
export function PaletteLoading({ inputRef, onType, onClose }: PaletteLoadingProps) {
  const t = useTranslations("frame.palette");

  function handleKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event)) return;
    if (event.key === "Enter") onType({ text: event.currentTarget.value, isEntered: true });
    if (event.key === "Escape") onClose();
  }

  return (
    <div className={paletteStyle.overlay}>
      <div className={paletteStyle.modal}>
        <div role="dialog" aria-label={t("title")} className={paletteStyle.dialog}>
          <div className={paletteStyle.search}>
            <SearchIcon />
            <input
              ref={inputRef}
              aria-label={t("label")}
              maxLength={120}
              placeholder={t("placeholder")}
              className={paletteStyle.input}
              onChange={(event) => onType({ text: event.target.value, isEntered: false })}
              onKeyDown={handleKeyDown}
            />
          </div>
          <p role="status" className={paletteStyle.footer}>
            {t("loading")}
          </p>
        </div>
      </div>
    </div>
  );
}
