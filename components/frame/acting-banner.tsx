import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { cx } from "@/components/ui/cx";
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
    <div
      className={cx(
        "-mx-4 -mt-4 flex items-center gap-x-2 bg-accent-soft px-4 py-0.5 text-foreground",
        "sm:mx-0 sm:mt-0 sm:flex-wrap sm:gap-x-4 sm:gap-y-2 sm:rounded-xl sm:px-3 sm:py-2",
      )}
    >
      <p className="flex items-start gap-2 sm:min-w-60 sm:flex-1">
        <span className="pt-0.5 text-accent-soft-foreground">
          <OrganizationsIcon />
        </span>
        <span className="min-w-0 max-sm:sr-only">
          {t.rich("actingFrom", { ...richText, organization, from: from.name })}
        </span>
      </p>
      <ButtonLink
        href={from.href}
        size="sm"
        className="max-w-full bg-surface max-sm:h-8 max-sm:border-0 max-sm:bg-transparent max-sm:px-0"
      >
        <span className="truncate">{t.rich("backTo", { ...richText, organization: from.name })}</span>
      </ButtonLink>
    </div>
  );
}
