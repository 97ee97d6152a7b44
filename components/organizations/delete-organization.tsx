"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ActionResult } from "@/components/action-result";
import { TextField } from "@/components/forms/text-field";
import { useHydrated } from "@/components/hydrated";
import { Name } from "@/components/name";
import { upTo } from "@/components/plural";
import { say } from "@/components/status-message";
import type { OrganizationBelow } from "@/db/organizations/rows";

const ConfirmDialog = dynamic(() =>
  import("@/components/dialogs/confirm-dialog").then((module) => module.ConfirmDialog<void>),
);

export type Delete = (input: { organizationId: string; name: string }) => Promise<ActionResult<void>>;

type DeleteOrganizationProps = {
  readonly organization: OrganizationBelow;
  readonly remove: Delete;
  readonly organizationsHref: string;
};

export function DeleteOrganization({ organization, remove, organizationsHref }: DeleteOrganizationProps) {
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const hydrated = useHydrated();
  const router = useRouter();
  const { id, name, users, accounts, pendingInvitations } = organization;

  function finish() {
    say(`${name} is deleted.`);
    router.replace(organizationsHref);
  }

  return (
    <>
      <button
        type="button"
        disabled={!hydrated}
        className="button button--danger-soft"
        onClick={() => setAsking(true)}
      >
        Delete
      </button>
      {asking && (
        <ConfirmDialog
          title="Delete organization?"
          confirm="Delete"
          action={() => remove({ organizationId: id, name: typed })}
          onDone={finish}
          onCancel={() => setAsking(false)}
        >
          <p>This cannot be undone. With it will go:</p>
          <ul className="list-disc ps-5">
            <li>accounts that it manages: {upTo(accounts)}</li>
            <li>users of it, those among them: {upTo(users)}</li>
            <li>pending invitations: {upTo(pendingInvitations)}</li>
            <li>all its groups, roles and settings</li>
          </ul>
          <p className="mt-2 mb-4">
            The audit log keeps what was done. To go on, type its name:{" "}
            <Name className="font-medium text-foreground">{name}</Name>
          </p>
          <TextField
            label="Name of the organization"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            autoComplete="off"
          />
        </ConfirmDialog>
      )}
    </>
  );
}
