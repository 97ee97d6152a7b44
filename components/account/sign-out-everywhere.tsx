"use client";

import dynamic from "next/dynamic";
import { type FormEvent, useState } from "react";
import type { ActionResult } from "@/lib/action-result";

const ConfirmDialog = dynamic(() =>
  import("@/components/ui/confirm-dialog").then((module) => module.ConfirmDialog<void>),
);

/** Asks once. Before script has loaded the button does it at once: who presses it in a hurry is served. */
export function SignOutEverywhere({ action }: { readonly action: () => Promise<void> }) {
  const [asking, setAsking] = useState(false);

  function ask(event: FormEvent) {
    event.preventDefault();
    setAsking(true);
  }

  return (
    <>
      <form action={action} onSubmit={ask}>
        <button type="submit" className="button button--danger-soft">
          Sign out everywhere
        </button>
      </form>
      {asking && (
        <ConfirmDialog
          title="Sign out everywhere?"
          confirm="Sign out everywhere"
          action={() => action().then(done)}
          onDone={() => setAsking(false)}
          onCancel={() => setAsking(false)}
        >
          You will be signed out in all places, here too. To go on working, sign in again.
        </ConfirmDialog>
      )}
    </>
  );
}

function done(): ActionResult<void> {
  return { ok: true, data: undefined };
}
