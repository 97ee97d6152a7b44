import { useTranslations } from "next-intl";
import { buttonColors, contrast, DARK_SURFACE, MIN_CONTRAST, roundRatio, WHITE } from "@/lib/color";

/** The contrast ratios of a button in this color. */
export function ContrastReport({ color }: { readonly color: string }) {
  const t = useTranslations("settings.contrast");
  const { label, darkColor } = buttonColors(color);
  const onWhite = contrast(color, WHITE);
  const isVisible = onWhite >= MIN_CONTRAST.border;
  const page = { ratio: roundRatio(onWhite), min: MIN_CONTRAST.border };
  return (
    <ul className="description flex flex-col gap-0.5">
      <li>
        {t(label === WHITE ? "whiteText" : "blackText", {
          ratio: roundRatio(contrast(label, color)),
          min: MIN_CONTRAST.label,
        })}
      </li>
      <li className={isVisible ? "" : "text-danger-soft-foreground"}>
        {t(isVisible ? "onWhite" : "tooLight", page)}
      </li>
      <li>
        {t(darkColor === color ? "inDark" : "inDarkLightened", {
          ratio: roundRatio(contrast(darkColor, DARK_SURFACE)),
          color: darkColor,
        })}
      </li>
    </ul>
  );
}
