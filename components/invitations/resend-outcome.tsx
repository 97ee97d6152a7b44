"use client";

import { DataTable } from "@/components/ui/data-table";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { FailureMessage } from "@/components/ui/failure-message";
import { UserCell } from "@/components/users/user-cell";
import type { ResendOutcome } from "@/db/invitations/types";
import type { ActionResult } from "@/lib/action-result";
import { resendSummary, resendText } from "./resend-text";

type ResendOutcomeViewProps = {
  readonly result: ActionResult<readonly ResendOutcome[]>;
  readonly onDone: () => void;
};

/** Why not all of them were sent again; stays until it has been read. */
export function ResendOutcomeView({ result, onDone }: ResendOutcomeViewProps) {
  const now = new Date();
  return (
    <Dialog title="Send again" onLeave={onDone}>
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
        {/* biome-ignore lint/a11y/noAutofocus: it is the only answer. */}
        <button type="button" autoFocus className="button button--primary" onClick={onDone}>
          Done
        </button>
      </DialogFooter>
    </Dialog>
  );
}
