"use client";

import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { FailureMessage } from "@/components/ui/failure-message";
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
  const now = new Date();
  return (
    <Dialog title="Send again" onClose={onDone}>
      <DialogBody label="Outcome">
        {result.ok ? (
          <>
            <p role="status" className="mb-3 text-base font-medium">
              {resendSummary(result.data)}
            </p>
            <DataTable
              small
              caption="Outcome"
              rows={result.data}
              rowKey={({ id }) => id}
              columns={[
                { label: "Username", kind: "name", cell: (row) => <UserCell {...row} /> },
                { label: "Outcome", cell: (row) => <bdi>{resendText(row, now)}</bdi> },
              ]}
            />
          </>
        ) : (
          <FailureMessage failure={result} />
        )}
      </DialogBody>
      <DialogFooter>
        <Button autoFocus variant="primary" onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
