import type { ReactNode } from "react";
import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";

type NewLinkNoticeProps = {
  readonly name: string;
  readonly askedAt: Date | null;
  /** Actions. */
  readonly children: ReactNode;
};

/** Says that the invitee requested a new link, until the invitation is resent. */
export function NewLinkNotice({ name, askedAt, children }: NewLinkNoticeProps) {
  if (!askedAt) return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl bg-warning-soft px-4 py-3 text-warning-soft-foreground">
      <p className="min-w-0">
        <Name className="font-medium">{name}</Name> asked for a new link <RelativeTime date={askedAt} />.
      </p>
      {children}
    </div>
  );
}
