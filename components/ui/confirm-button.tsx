"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { ActionResult } from "@/lib/action-result";
import { focusMain } from "./focus-main";
import { announce } from "./status-message";
import { useHydrated } from "./use-hydrated";

const ConfirmDialog = dynamic(() =>
  import("./confirm-dialog").then((module) => module.ConfirmDialog<string>),
);

type AskFirstProps<T> = {
  /** The verb, on the button that asks and on the one that does it: "Delete". */
  readonly label: string;
  /** The verb on the one that does it, where the other says more: "Delete selected (3)". */
  readonly confirm?: string;
  /** Of whom or what, where several such buttons stand on a page. */
  readonly about?: string;
  readonly look?: keyof typeof LOOKS;
  readonly small?: boolean;
  /** There is nothing yet to do it with. */
  readonly disabled?: boolean;
  /** Nothing is lost by it. */
  readonly harmless?: boolean;
  /** The question: "Delete account?" */
  readonly title: string;
  /** What it means, and what goes with it. */
  readonly children: ReactNode;
  readonly action: () => Promise<ActionResult<T>>;
  /** What is so afterwards: "The account of Grace is deleted." */
  readonly said: string | ((done: T) => string);
  /** Where to go when the page goes with what was changed. */
  readonly leadsTo?: string;
  /** The button goes with what was changed: the focus moves to the page. */
  readonly goes?: boolean;
  /** Where the focus moves to instead. */
  readonly focus?: () => void;
};

const LOOKS = {
  "danger-soft": "button--danger-soft",
  "danger-outline": "button--outline text-danger-soft-foreground",
  outline: "button--outline",
};

/** A button that asks once before it does what cannot be taken back. */
export function ConfirmButton<T>({
  label,
  about,
  look = "danger-soft",
  small = false,
  ...props
}: AskFirstProps<T>) {
  const { confirm = label, disabled, title, children, harmless, action, said, leadsTo } = props;
  const { goes = false, focus = goes ? focusMain : undefined } = props;
  const [asking, setAsking] = useState(false);
  const hydrated = useHydrated();
  const router = useRouter();

  async function act(): Promise<ActionResult<string>> {
    const result = await action();
    if (!result.ok) return result;
    return { ok: true, data: typeof said === "string" ? said : said(result.data) };
  }

  function finish(sentence: string) {
    announce(sentence);
    if (leadsTo) router.replace(leadsTo);
    else setAsking(false);
    focus?.();
  }

  return (
    <>
      <button
        type="button"
        disabled={!hydrated || disabled}
        className={`button ${LOOKS[look]} ${small ? "button--sm" : ""}`}
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
          confirm={confirm}
          harmless={harmless}
          action={act}
          onDone={finish}
          onCancel={() => setAsking(false)}
        >
          {children}
        </ConfirmDialog>
      )}
    </>
  );
}
