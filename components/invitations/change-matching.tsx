"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { newRequestId } from "@/components/invite/request-id";
import { Button } from "@/components/ui/button";
import { loadPart } from "@/components/update/load-part";
import type { MatchingInput } from "@/db/bulk-actions/input";
import type { Page } from "@/db/lists/page";
import type { ActionResult } from "@/lib/action-result";

const ConfirmDialog = dynamic(() =>
  loadPart(() => import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog<string>)),
);

/** Starts a bulk action and returns its id. */
type StartBulkAction = (input: MatchingInput) => Promise<ActionResult<string>>;

export type Matching = {
  /** The filter and the search of the list. */
  readonly view: Pick<MatchingInput, "filter" | "search">;
  /** Matching invitations that can be resent or deleted. */
  readonly count: Page<unknown>["total"];
  /** Bound to the organization. Null if the viewer lacks the permission. */
  readonly resendAll: StartBulkAction | null;
  readonly deleteAll: StartBulkAction | null;
  /** The list of bulk actions. Each has its page below this address. */
  readonly bulkActionsHref: string;
};

/** Resends or deletes the matching invitations of all pages. */
export function ChangeMatching({ resendAll, deleteAll, ...matching }: Matching) {
  const t = useTranslations("invitations.matching");
  return (
    <>
      {resendAll && (
        <ChangeButton size="sm" kind="resend" label={t("resend.label")} start={resendAll} {...matching} />
      )}
      {deleteAll && (
        <ChangeButton size="sm" kind="delete" label={t("delete.label")} start={deleteAll} {...matching} />
      )}
    </>
  );
}

type ChangeButtonProps = Pick<Matching, "view" | "count" | "bulkActionsHref"> & {
  readonly kind: "resend" | "delete";
  readonly size?: "sm";
  readonly className?: string;
  readonly label: string;
  readonly start: StartBulkAction;
};

function ChangeButton({
  kind,
  size,
  className,
  label,
  start,
  view,
  count: { count, more },
  bulkActionsHref,
}: ChangeButtonProps) {
  const t = useTranslations("invitations.matching");
  const [requestId, setRequestId] = useState<string | null>(null);
  const router = useRouter();
  return (
    <>
      <Button
        size={size}
        className={className}
        variant={kind === "delete" ? "danger-outline" : "outline"}
        onClick={() => setRequestId(newRequestId())}
      >
        {label}
      </Button>
      {requestId !== null && (
        <ConfirmDialog
          destructive={kind === "delete"}
          title={t(`${kind}.${more ? "titleMany" : "title"}`, { count })}
          confirmLabel={t(`${kind}.submit`)}
          action={() => start({ ...view, requestId })}
          onDone={(id) => router.push(`${bulkActionsHref}/${id}`)}
          onCancel={() => setRequestId(null)}
        >
          {t(`${kind}.consequences`, { count })}
        </ConfirmDialog>
      )}
    </>
  );
}

/** Above a list with expired invitations, while it isn't searched. */
export function ResendExpired({ resendAll, ...matching }: Matching) {
  const t = useTranslations("invitations.list");
  if (!resendAll || matching.view.search !== "" || matching.count.count === 0) return null;
  return (
    <ChangeButton
      kind="resend"
      label={t("resendExpired")}
      start={resendAll}
      className="max-sm:-my-1 max-sm:h-8 max-sm:px-3"
      {...matching}
    />
  );
}
