import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";
import { useLeaveGuard } from "./use-leave-guard";

/**
 * Asks before what was entered in a dialog is lost: when it is closed, and when people go back, reload or close the tab.
 * @returns `close`, which closes the dialog or asks first, and the confirmation
 */
export function useDiscardConfirmation({ title, children, isUnsent, onClose }: DiscardConfirmationProps) {
  const t = useTranslations("common");
  const [leaving, setLeaving] = useState<"close" | "back" | null>(null);
  if (leaving && !isUnsent) setLeaving(null); // the response arrived
  const guardAgain = useLeaveGuard(isUnsent, () => setLeaving("back"));

  function discard() {
    onClose();
    if (leaving === "back") history.back();
  }

  function keep() {
    if (leaving === "back") guardAgain();
    setLeaving(null);
  }

  const confirmation = leaving && (
    <ConfirmDialog
      title={title}
      confirmLabel={t("discard")}
      cancelLabel={t("keepEditing")}
      action={async () => ({ ok: true, data: null })}
      onDone={discard}
      onCancel={keep}
    >
      {children}
    </ConfirmDialog>
  );
  return { close: () => (isUnsent ? setLeaving("close") : onClose()), confirmation };
}

type DiscardConfirmationProps = {
  readonly title: string;
  readonly children: string;
  readonly isUnsent: boolean;
  readonly onClose: () => void;
};
