"use client";

import { type FormEvent, useActionState, useId, useState, useTransition } from "react";
import type { FormAction } from "@/components/ui/action-form";
import { callAction } from "@/components/ui/call-action";
import { FailureMessage } from "@/components/ui/failure-message";
import { announce } from "@/components/ui/status-message";
import type { FormState } from "@/lib/action-result";

export type ResponseEmailsProps = {
  readonly wanted: boolean;
  /** Without an address there is nowhere to send them to. */
  readonly hasAddress: boolean;
  readonly change: FormAction;
};

/** The switch for mails about answers to one's own invitations. It works before script has loaded. */
export function ResponseEmails({ wanted, hasAddress, change }: ResponseEmailsProps) {
  const [withoutScript, send] = useActionState(change, null);
  const [withScript, setAnswer] = useState<FormState>(null);
  const [pending, start] = useTransition();
  const label = useId();
  const answer = withScript ?? withoutScript;

  function sendByScript(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const sent = new FormData(event.currentTarget);
    start(async () => {
      const came = await callAction(() => change(null, sent));
      if (came?.ok) announce(came.said);
      setAnswer(came && !came.ok ? { values: {}, ...came } : came);
    });
  }

  return (
    <form action={send} onSubmit={sendByScript} aria-busy={pending} className="flex flex-col gap-2">
      <input type="hidden" name="wanted" value={wanted ? "no" : "yes"} />
      <button
        type="submit"
        role="switch"
        aria-checked={wanted}
        aria-labelledby={label}
        disabled={!hasAddress}
        className="flex min-h-10 w-full items-center gap-3 rounded-lg text-start disabled:opacity-60"
      >
        <span id={label} className="flex-1 leading-5">
          Mail me when an invitation of mine is accepted or declined
        </span>
        <span aria-hidden="true" className="toggle" />
      </button>
      {!hasAddress && <p className="text-muted">Your account has no e-mail address.</p>}
      <FailureMessage failure={answer && !answer.ok ? answer : null} />
    </form>
  );
}
