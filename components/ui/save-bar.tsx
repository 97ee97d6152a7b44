import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "./button";
import { ButtonLink } from "./button-link";
import { cx } from "./cx";
import { CheckIcon } from "./icons";
import { useHydrated } from "./use-hydrated";

type SaveBarProps = {
  readonly submitLabel: string;
  readonly cancelHref?: string;
  readonly state: "unchanged" | "unsaved" | "saved";
  readonly pending: boolean;
  /** Stays at the bottom of the window while there are unsaved changes. */
  readonly isSticky: boolean;
  readonly onDiscard: () => void;
};

/** The buttons of a form that saves changes, and whether there are any. Nothing in it moves when that changes. */
export function SaveBar({ submitLabel, cancelHref, state, pending, isSticky, onDiscard }: SaveBarProps) {
  const t = useTranslations("common");
  const submit = useRef<HTMLButtonElement>(null);
  const hydrated = useHydrated();
  const isUnsaved = state === "unsaved";

  /** The button for it disappears, so the focus moves. */
  function discard() {
    submit.current?.focus();
    onDiscard();
  }

  return (
    <div
      className={cx(
        "flex flex-wrap items-center gap-2",
        isSticky && "-mx-1 border-t bg-background px-1 py-3",
        isSticky && (isUnsaved ? "sticky bottom-0 z-10 border-border" : "border-transparent"),
      )}
    >
      <Button
        ref={submit}
        type="submit"
        variant="primary"
        pending={pending}
        waiting={hydrated && !isUnsaved && !pending}
        className={hydrated ? "" : QUIET_UNTIL_HYDRATED}
      >
        {submitLabel}
      </Button>
      {cancelHref ? (
        <ButtonLink href={cancelHref} discards>
          {t("cancel")}
        </ButtonLink>
      ) : (
        <Button className={isUnsaved ? "" : "invisible"} onClick={discard}>
          {t("save.discard")}
        </Button>
      )}
      <div className="min-h-6 basis-full text-muted sm:basis-auto sm:px-1">
        <span aria-live="polite">
          {isUnsaved && (
            <span className="flex items-center gap-2">
              <span className="size-2 shrink-0 rounded-full bg-warning" />
              <span>{t("save.unsaved")}</span>
            </span>
          )}
        </span>
        {state === "saved" && (
          <span className="flex items-center gap-1">
            <CheckIcon />
            <span>{t("save.saved")}</span>
          </span>
        )}
      </div>
    </div>
  );
}

/** Looks like a button without anything to save, except where no script will come. */
const QUIET_UNTIL_HYDRATED = "[@media(scripting:enabled)]:opacity-(--disabled-opacity)";
