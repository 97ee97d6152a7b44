"use client";

import dynamic from "next/dynamic";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/action-result";

const ConfirmDialog = dynamic(() =>
  import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog<void>),
);

/** Without JavaScript it signs out without a confirmation. */
export function SignOutEverywhere({ action }: { readonly action: () => Promise<void> }) {
  const [isConfirming, setConfirming] = useState(false);

  function confirmFirst(event: FormEvent) {
    event.preventDefault();
    setConfirming(true);
  }

  return (
    <>
      <form action={action} onSubmit={confirmFirst}>
        <Button type="submit" variant="danger-soft">
          Sign out everywhere
        </Button>
      </form>
      {isConfirming && (
        <ConfirmDialog
          title="Sign out everywhere?"
          confirmLabel="Sign out everywhere"
          action={async (): Promise<ActionResult<void>> => ({ ok: true, data: await action() })}
          onDone={() => setConfirming(false)}
          onCancel={() => setConfirming(false)}
        >
          You will be signed out in all places, here too. To go on working, sign in again.
        </ConfirmDialog>
      )}
    </>
  );
}
