import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "./button";
import { ButtonLink } from "./button-link";
import { cx } from "./cx";
import { FormFailure, type FormFailureProps } from "./form-messages";
import { CheckIcon } from "./icons";
import { useHydrated } from "./use-hydrated";

type SaveBarProps = {
  readonly submitLabel: string;
  readonly cancelHref?: string;
  readonly isUnsaved: boolean;
  /** "Settings saved." Null before something was saved. */
  readonly savedMessage: string | null;
  readonly failure: FormFailureProps["failure"];
  readonly pending: boolean;
  /** Stays at the bottom of the window while it has something to say. */
  readonly isSticky: boolean;
  readonly onDiscard: () => void;
};

/** The buttons of a form that saves changes, and whether they are saved. Nothing in it moves when that changes. */
export function SaveBar({ submitLabel, cancelHref, isUnsaved, savedMessage, ...props }: SaveBarProps) {
  const { failure, pending, isSticky, onDiscard } = props;
  const t = useTranslations("common");
  const submit = useRef<HTMLButtonElement>(null);
  const hydrated = useHydrated();
  const isSaved = savedMessage !== null && !isUnsaved;

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
        isSticky && (isUnsaved || isSaved ? "sticky bottom-0 z-10 border-border" : "border-transparent"),
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
      {cancelHref && (
        <ButtonLink href={cancelHref} discards>
          {t("cancel")}
        </ButtonLink>
      )}
      <div
        role="status"
        className="flex min-h-6 items-center gap-2 text-muted max-sm:order-last max-sm:basis-full sm:px-1"
      >
        {isUnsaved && (
          <>
            <span className="size-2 shrink-0 rounded-full bg-warning" />
            <span>{t("save.unsaved")}</span>
          </>
        )}
        {isSaved && (
          <>
            <CheckIcon />
            <span>{savedMessage}</span>
          </>
        )}
      </div>
      {!cancelHref && (
        <Button className={isUnsaved ? "" : "invisible"} onClick={discard}>
          {t("save.discard")}
        </Button>
      )}
      <FormFailure failure={failure} />
    </div>
  );
}

/** Looks like a button without anything to save, except where no script will come. */
const QUIET_UNTIL_HYDRATED = "[@media(scripting:enabled)]:opacity-(--disabled-opacity)";
