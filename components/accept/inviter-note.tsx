import { useTranslations } from "next-intl";
import { QuotedText } from "@/components/ui/quoted-text";
import { richText } from "@/components/ui/rich-text";
import type { OfferDetails } from "@/db/invitations/find-by-link";

export function InviterNote({ offer }: { readonly offer: OfferDetails }) {
  const t = useTranslations("accept");
  if (!offer.note || !offer.noteAuthor) return null;
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-muted">
        {t.rich("noteBy", { ...richText, author: offer.noteAuthor })}
      </figcaption>
      <QuotedText>{offer.note}</QuotedText>
    </figure>
  );
}
