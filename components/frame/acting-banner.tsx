import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { richText } from "@/components/ui/rich-text";
import { OrganizationsIcon } from "./navigation-icons";

type ActingBannerProps = {
  readonly organization: string;
  /** The ancestor that lets the viewer in, and its console. */
  readonly from: { readonly name: string; readonly href: string };
};

export function ActingBanner({ organization, from }: ActingBannerProps) {
  const t = useTranslations("frame");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl bg-accent-soft px-3 py-2 text-foreground">
      <p className="flex min-w-60 flex-1 items-start gap-2">
        <span className="pt-0.5 text-accent-soft-foreground">
          <OrganizationsIcon />
        </span>
        <span className="min-w-0">
          {t.rich("actingFrom", { ...richText, organization, from: from.name })}
        </span>
      </p>
      <ButtonLink href={from.href} size="sm" className="max-w-full bg-surface">
        <span className="truncate">{t.rich("backTo", { ...richText, organization: from.name })}</span>
      </ButtonLink>
    </div>
  );
}
