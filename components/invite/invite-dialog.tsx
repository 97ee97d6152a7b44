"use client";

import { useReducer, useState } from "react";
import { InviteForm, type InviteFormProps } from "@/components/invite/invite-form";
import { InviteOutcomeView } from "@/components/invite/invite-outcome";
import { NO_OPTIONS } from "@/components/invite/more-options";
import { allUsernames, changeUsernames, NO_USERNAMES } from "@/components/invite/usernames-state";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import type { InviteOutcome } from "@/db/invitations/types";
import { plural } from "@/lib/plural";

type InviteDialogProps = InviteFormProps & { readonly onClose: () => void };

export function InviteDialog({ onClose, ...form }: InviteDialogProps) {
  const [usernames, change] = useReducer(changeUsernames, NO_USERNAMES);
  const [groupIds, setGroupIds] = useState<readonly string[]>([]);
  const [options, setOptions] = useState(NO_OPTIONS);
  const [outcomes, setOutcomes] = useState<readonly InviteOutcome[] | null>(null);
  const [isConfirming, setConfirming] = useState(false);
  const unsent = outcomes === null ? allUsernames(usernames).length : 0;

  function close() {
    if (unsent > 0) setConfirming(true);
    else onClose();
  }

  function correct(failed: readonly string[]) {
    change({ type: "reset", names: failed });
    setOutcomes(null);
  }

  return (
    <>
      <Dialog size="large" title="Invite Parent User" onClose={close}>
        {outcomes ? (
          <InviteOutcomeView
            outcomes={outcomes}
            parentName={form.parentName}
            onCorrect={correct}
            onDone={onClose}
          />
        ) : (
          <InviteForm
            {...form}
            usernames={usernames}
            changeUsernames={change}
            groupIds={groupIds}
            changeGroups={setGroupIds}
            options={options}
            changeOptions={setOptions}
            onInvited={setOutcomes}
            onCancel={close}
          />
        )}
      </Dialog>
      {isConfirming && (
        <ConfirmDialog
          title={`Discard ${plural(unsent, "username")}?`}
          confirmLabel="Discard"
          action={async () => ({ ok: true, data: null })}
          onDone={onClose}
          onCancel={() => setConfirming(false)}
        >
          Nobody has been invited yet. What you entered will be lost.
        </ConfirmDialog>
      )}
    </>
  );
}
