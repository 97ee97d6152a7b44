"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Name } from "@/components/ui/name";
import type { InviteOutcome } from "@/db/invitations/types";
import { failedUsernames, outcomeSummary, outcomeText } from "./outcome-text";

type InviteOutcomeViewProps = {
  readonly outcomes: readonly InviteOutcome[];
  readonly parentName: string;
  readonly onCorrect: (failed: readonly string[]) => void;
  readonly onDone: () => void;
};

/** The outcome of each username. */
export function InviteOutcomeView({ outcomes, parentName, onCorrect, onDone }: InviteOutcomeViewProps) {
  const failed = failedUsernames(outcomes);
  return (
    <>
      <DialogBody label="Outcome">
        <p ref={focus} role="status" tabIndex={-1} className="mb-3 text-base font-medium outline-none">
          {outcomeSummary(outcomes)}
        </p>
        <DataTable
          small
          caption="Outcome"
          rows={outcomes}
          rowKey={({ username }) => username}
          columns={[
            {
              label: "Username",
              kind: "name",
              cell: ({ username }) => <Name className="font-medium">{username}</Name>,
            },
            {
              label: "Outcome",
              cell: ({ outcome }) => (
                <Badge tone={outcome === "invited" ? "success" : "warning"}>
                  <bdi className="whitespace-normal">{outcomeText(outcome, parentName)}</bdi>
                </Badge>
              ),
            },
          ]}
        />
      </DialogBody>
      <DialogFooter>
        {failed.length > 0 && <Button onClick={() => onCorrect(failed)}>Correct and try again</Button>}
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </>
  );
}

function focus(element: HTMLElement | null) {
  element?.focus();
}
