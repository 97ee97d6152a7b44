"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import type { ActionResult } from "@/components/action-result";
import { useHydrated } from "@/components/hydrated";
import { useSelection } from "@/components/invitations/selection";
import { LIST_TOTAL } from "@/components/lists/list-total";
import { Name } from "@/components/name";
import { plural } from "@/components/plural";
import { say } from "@/components/status-message";

const ConfirmDialog = dynamic(() =>
  import("@/components/dialogs/confirm-dialog").then((module) => module.ConfirmDialog<unknown>),
);

export type DeleteInvitations = (input: {
  readonly invitationIds: string[];
}) => Promise<ActionResult<unknown>>;

type DeleteInvitationProps = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly action: DeleteInvitations;
};

export function DeleteInvitation({ id, username, name, action }: DeleteInvitationProps) {
  return (
    <Asking
      label={`Delete the invitation of ${username}`}
      title="Delete invitation?"
      action={() => action({ invitationIds: [id] })}
      done={`The invitation of ${name} is deleted.`}
      question={
        <>
          The invitation of <Name className="font-medium text-foreground">{name}</Name> (
          <Name>{username}</Name>) ends, and the link in their mail stops working at once.
        </>
      }
    >
      Delete
    </Asking>
  );
}

/** Shown while rows are ticked. */
export function DeleteSelected({ action }: { readonly action: DeleteInvitations }) {
  const { chosen } = useSelection();
  if (chosen.length === 0) return null;
  const what = plural(chosen.length, "invitation");
  return (
    <Asking
      title={`Delete ${what}?`}
      action={() => action({ invitationIds: [...chosen] })}
      done={`${what} deleted.`}
      question={`${what} will end, and the links in their mails stop working at once.`}
    >
      Delete selected ({chosen.length})
    </Asking>
  );
}

type AskingProps = {
  readonly label?: string;
  readonly title: string;
  readonly question: ReactNode;
  readonly action: () => Promise<ActionResult<unknown>>;
  readonly done: string;
  readonly children: ReactNode;
};

function Asking({ label, title, question, action, done, children }: AskingProps) {
  const [asking, setAsking] = useState(false);
  const hydrated = useHydrated();

  function finish() {
    setAsking(false);
    say(done);
    // The button that was pressed goes with its row.
    requestAnimationFrame(() => document.getElementById(LIST_TOTAL)?.focus());
  }

  return (
    <>
      <button
        type="button"
        disabled={!hydrated}
        aria-label={label}
        className="button button--outline button--sm text-danger-soft-foreground"
        onClick={() => setAsking(true)}
      >
        {children}
      </button>
      {asking && (
        <ConfirmDialog
          title={title}
          confirm="Delete"
          action={action}
          onDone={finish}
          onCancel={() => setAsking(false)}
        >
          {question}
        </ConfirmDialog>
      )}
    </>
  );
}
