"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ActionResult } from "@/components/action-result";
import { useHydrated } from "@/components/hydrated";
import { Name } from "@/components/name";
import { say } from "@/components/status-message";
import type { MemberRow } from "@/db/memberships/rows";

const ConfirmDialog = dynamic(() =>
  import("@/components/dialogs/confirm-dialog").then((module) => module.ConfirmDialog<void>),
);

type RemoveUserProps = {
  readonly user: MemberRow;
  readonly organizationName: string;
  readonly remove: (input: { userId: string }) => Promise<ActionResult<void>>;
  readonly usersHref: string;
};

export function RemoveUser({ user, organizationName, remove, usersHref }: RemoveUserProps) {
  const [asking, setAsking] = useState(false);
  const hydrated = useHydrated();
  const router = useRouter();

  function finish() {
    say(`${user.name} is removed from ${organizationName}.`);
    router.replace(usersHref);
  }

  return (
    <>
      <button
        type="button"
        disabled={!hydrated}
        className="button button--danger-soft"
        onClick={() => setAsking(true)}
      >
        Remove
      </button>
      {asking && (
        <ConfirmDialog
          title="Remove user?"
          confirm="Remove"
          action={() => remove({ userId: user.userId })}
          onDone={finish}
          onCancel={() => setAsking(false)}
        >
          <Name className="font-medium text-foreground">{user.name}</Name> will no longer be a user of{" "}
          <Name>{organizationName}</Name>, nor of organizations below it that they came to from here. Pending
          invitations below end, too. The account stays with <Name>{user.managedBy.name}</Name>.
        </ConfirmDialog>
      )}
    </>
  );
}
