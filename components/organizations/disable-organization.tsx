"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { ActionResult } from "@/components/action-result";
import { useHydrated } from "@/components/hydrated";
import { Name } from "@/components/name";
import { upTo } from "@/components/plural";
import { say } from "@/components/status-message";
import type { OrganizationBelow } from "@/db/organizations/rows";

const ConfirmDialog = dynamic(() =>
  import("@/components/dialogs/confirm-dialog").then((module) => module.ConfirmDialog<void>),
);

export type Disable = (input: { organizationId: string }) => Promise<ActionResult<void>>;

type DisableOrganizationProps = { readonly organization: OrganizationBelow; readonly disable: Disable };

export function DisableOrganization({ organization, disable }: DisableOrganizationProps) {
  const [asking, setAsking] = useState(false);
  const hydrated = useHydrated();
  const { id, name, users, below } = organization;

  function finish() {
    setAsking(false);
    say(`${name} is disabled.`);
  }

  return (
    <>
      <button
        type="button"
        disabled={!hydrated}
        className="button button--danger-soft"
        onClick={() => setAsking(true)}
      >
        Disable
      </button>
      {asking && (
        <ConfirmDialog
          title="Disable organization?"
          confirm="Disable"
          action={() => disable({ organizationId: id })}
          onDone={finish}
          onCancel={() => setAsking(false)}
        >
          <Name className="font-medium text-foreground">{name}</Name>
          {below > 0 && ` and ${below === 1 ? "the organization" : `${upTo(below)} organizations`} below it`}{" "}
          will stop at once, also for whoever is at work there now: nobody can sign in, switch, invite or
          accept. It has {upTo(users)} {users === 1 ? "user" : "users"}. Nothing is lost: all goes on when it
          is enabled again.
        </ConfirmDialog>
      )}
    </>
  );
}
