"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { FailureMessage } from "@/components/ui/failure-message";
import { useWhenOnline } from "@/components/ui/use-online";
import { useTimes } from "@/components/ui/use-times";
import { UserCell } from "@/components/users/user-cell";
import type { ResendOutcome } from "@/db/invitations/types";
import type { ActionResult } from "@/lib/action-result";
import { resendSummary, resendText } from "./resend-text";

type ResendOutcomeDialogProps = {
  readonly result: ActionResult<readonly ResendOutcome[]>;
  readonly onDone: () => void;
};

/** Says for each invitation whether it was resent, or why not. */
export function ResendOutcomeDialog({ result, onDone }: ResendOutcomeDialogProps) {
  const t = useTranslations("invitations.resend");
  const common = useTranslations("common");
  const now = new Date();
  const times = useTimes();
  useWhenOnline(() => {
    if (!result.ok && result.kind === "offline") onDone();
  });
  return (
    <Dialog title={t("result.title")} onClose={onDone}>
      <DialogBody label={t("result.label")}>
        {result.ok ? (
          <>
            <p role="status" className="mb-3 text-base font-medium">
              {resendSummary(t, result.data)}
            </p>
            <DataTable
              small
              caption={t("result.label")}
              rows={result.data}
              rowKey={({ id }) => id}
              columns={[
                { label: t("result.username"), kind: "name", cell: (row) => <UserCell {...row} /> },
                {
                  label: t("result.label"),
                  cell: (row) => <bdi>{resendText({ t, common, times }, row, now)}</bdi>,
                },
              ]}
            />
          </>
        ) : (
          <FailureMessage failure={result} />
        )}
      </DialogBody>
      <DialogFooter>
        <Button autoFocus variant="primary" onClick={onDone}>
          {t("result.close")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
