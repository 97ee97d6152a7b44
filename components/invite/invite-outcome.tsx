"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Name } from "@/components/ui/name";
import type { InviteOutcome } from "@/db/invitations/types";
import { failedOutcomes, outcomeSummary, outcomeText } from "./outcome-text";

type InviteOutcomeViewProps = {
  readonly outcomes: readonly InviteOutcome[];
  readonly parentName: string;
  readonly onCorrect: (failed: readonly InviteOutcome[]) => void;
  readonly onDone: () => void;
};

/** The outcome of each username. */
export function InviteOutcomeView({ outcomes, parentName, onCorrect, onDone }: InviteOutcomeViewProps) {
  const t = useTranslations("invite.result");
  const outcomeTexts = useTranslations("invite.outcomes");
  const failed = failedOutcomes(outcomes);
  return (
    <>
      <DialogBody label={t("label")}>
        <p ref={focus} role="status" tabIndex={-1} className="mb-3 text-base font-medium outline-none">
          {outcomeSummary(t, outcomes)}
        </p>
        <DataTable
          small
          caption={t("label")}
          rows={outcomes}
          rowKey={({ username }) => username}
          columns={[
            {
              label: t("username"),
              kind: "name",
              cell: ({ username }) => <Name className="font-medium">{username}</Name>,
            },
            {
              label: t("label"),
              cell: ({ outcome }) => (
                <Badge tone={outcome === "invited" ? "success" : "warning"}>
                  <bdi className="whitespace-normal">{outcomeText(outcomeTexts, outcome, parentName)}</bdi>
                </Badge>
              ),
            },
          ]}
        />
      </DialogBody>
      <DialogFooter>
        {failed.length > 0 && <Button onClick={() => onCorrect(failed)}>{t("retry")}</Button>}
        <Button variant="primary" onClick={onDone}>
          {t("close")}
        </Button>
      </DialogFooter>
    </>
  );
}

function focus(element: HTMLElement | null) {
  element?.focus();
}
