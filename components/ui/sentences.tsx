import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/**
 * Sentences one after the other, with what the language has between them: a space, or nothing in Japanese.
 * @param of the first is always there. Others that are false or null are left out
 */
export function Sentences({ of: sentences }: { readonly of: readonly ReactNode[] }) {
  const t = useTranslations("common");
  return sentences.map(
    (sentence, at) =>
      sentence && (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence that is left out keeps its place
        <span key={at}>
          {at > 0 && <span>{t("sentenceSeparator")}</span>}
          <span>{sentence}</span>
        </span>
      ),
  );
}
