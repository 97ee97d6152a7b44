import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { richText, timeTag } from "@/components/ui/rich-text";

type NewLinkNoticeProps = {
  readonly name: string;
  readonly requestedAt: Date | null;
  /** Actions. */
  readonly children: ReactNode;
};

/** Says that the invitee requested a new link, until the invitation is resent. */
export function NewLinkNotice({ name, requestedAt, children }: NewLinkNoticeProps) {
  const t = useTranslations("invitations.page");
  if (!requestedAt) return null;
  return (
    <div
      className={cx(
        "flex flex-wrap items-center justify-between gap-x-4 gap-y-2",
        "rounded-xl bg-warning-soft px-4 py-3 text-warning-soft-foreground",
      )}
    >
      <p className="min-w-0">
        {t.rich("newLinkRequested", { ...richText, invitee: name, time: timeTag(requestedAt) })}
      </p>
      {children}
    </div>
  );
}
