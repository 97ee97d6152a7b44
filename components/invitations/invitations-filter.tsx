import { useTranslations } from "next-intl";
import { ListFilter } from "@/components/ui/list-filter";
import type { ListAddress } from "@/components/ui/list-url";
import type { InvitationFilter } from "@/db/invitations/list";
import type { Page } from "@/db/lists/page";

type InvitationsFilterProps = {
  readonly address: ListAddress;
  readonly counts: Readonly<Record<InvitationFilter, Page<unknown>["total"]>>;
};

/** The statuses, each with its number of invitations. */
export function InvitationsFilter({ address, counts }: InvitationsFilterProps) {
  const t = useTranslations("invitations.list.filter");
  return (
    <ListFilter
      address={address}
      label={t("label")}
      param="status"
      choices={CHOICES.map((choice) => ({
        value: choice === "all" ? "" : choice,
        label: t(choice),
        count: counts[choice],
      }))}
    />
  );
}

const CHOICES = [
  "all",
  "pending",
  "expiring",
  "accepted",
  "declined",
  "expired",
  "failed",
  "requested",
  "deleted",
] as const satisfies readonly InvitationFilter[];
