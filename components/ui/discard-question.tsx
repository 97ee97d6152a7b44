import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";
import { useLeaveGuard } from "./use-leave-guard";

/**
 * Asks before what was entered in a dialog is lost: when it is closed, and when people go back, reload or close the tab.
 * @returns what to do when the dialog is to be closed, and the question
 */
export function useDiscardQuestion({ title, children, isUnsent, onClose }: DiscardQuestionProps) {
  const t = useTranslations("common");
  const [leaving, setLeaving] = useState<"close" | "back" | null>(null);
  if (leaving && !isUnsent) setLeaving(null); // the answer arrived
  const guardAgain = useLeaveGuard(isUnsent, () => setLeaving("back"));

  function discard() {
    onClose();
    if (leaving === "back") history.back();
  }

  function keep() {
    if (leaving === "back") guardAgain();
    setLeaving(null);
  }

  const question = leaving && (
    <ConfirmDialog
      title={title}
      confirmLabel={t("discard")}
      action={async () => ({ ok: true, data: null })}
      onDone={discard}
      onCancel={keep}
    >
      {children}
    </ConfirmDialog>
  );
  return { close: () => (isUnsent ? setLeaving("close") : onClose()), question };
}

type DiscardQuestionProps = {
  readonly title: string;
  readonly children: string;
  readonly isUnsent: boolean;
  readonly onClose: () => void;
};
