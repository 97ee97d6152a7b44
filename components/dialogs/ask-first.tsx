"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { ActionResult } from "@/components/action-result";
import { useHydrated } from "@/components/hydrated";
import { say } from "@/components/status-message";

const ConfirmDialog = dynamic(() =>
  import("@/components/dialogs/confirm-dialog").then((module) => module.ConfirmDialog<unknown>),
);

type AskFirstProps = {
  /** The verb, on the button that asks and on the one that does it: "Delete". */
  readonly label: string;
  /** Of whom or what, where several such buttons stand on a page. */
  readonly about?: string;
  readonly look?: "danger-soft" | "outline";
  readonly small?: boolean;
  /** Nothing is lost by it. */
  readonly harmless?: boolean;
  /** The question: "Delete account?" */
  readonly title: string;
  /** What it means, and what goes with it. */
  readonly children: ReactNode;
  readonly action: () => Promise<ActionResult<unknown>>;
  /** What is so afterwards: "The account of Grace is deleted." */
  readonly said: string;
  /** Where to go when the page goes with what was changed. */
  readonly leadsTo?: string;
};

/** A button that asks once before it does what cannot be taken back. */
export function AskFirst({ label, about, look = "danger-soft", small = false, ...props }: AskFirstProps) {
  const { title, children, harmless, action, said, leadsTo } = props;
  const [asking, setAsking] = useState(false);
  const hydrated = useHydrated();
  const router = useRouter();

  function finish() {
    say(said);
    if (leadsTo) router.replace(leadsTo);
    else setAsking(false);
  }

  return (
    <>
      <button
        type="button"
        disabled={!hydrated}
        className={`button button--${look} ${small ? "button--sm" : ""}`}
        onClick={() => setAsking(true)}
      >
        {label}
        {about && (
          <span className="sr-only">
            {" "}
            <bdi>{about}</bdi>
          </span>
        )}
      </button>
      {asking && (
        <ConfirmDialog
          title={title}
          confirm={label}
          harmless={harmless}
          action={action}
          onDone={finish}
          onCancel={() => setAsking(false)}
        >
          {children}
        </ConfirmDialog>
      )}
    </>
  );
}
