import dynamic from "next/dynamic";
import { type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { InviteFormProps } from "@/components/invite/invite-form";
import { forgetDialog, INVITE_DIALOG, useWasOpen } from "@/components/update/kept-dialog";
import { loadPart } from "@/components/update/load-part";

const loadInviteDialog = () =>
  import("@/components/invite/invite-dialog").then((module) => module.InviteDialog);
const InviteDialog = dynamic(() => loadPart(loadInviteDialog), { ssr: false });

/**
 * The dialog that invites users of the parent. Its script loads when it is needed.
 * @param invite null if the viewer can't invite users, or there is no parent organization
 * @param options.restores whether it opens by itself if it was open before an update. Only one of a page may
 * @returns `open` takes the control that gets the focus when the dialog closes. After an update that is `button`
 */
export function useInviteDialog(invite: InviteFormProps | null, { restores = true } = {}) {
  const button = useRef<HTMLButtonElement>(null);
  const [opener, setOpener] = useState<RefObject<HTMLElement | null> | null>(null);
  const wasOpen = useWasOpen(INVITE_DIALOG) && restores;

  function preload() {
    if (invite) loadInviteDialog().catch(() => undefined);
  }

  function close() {
    flushSync(() => {
      setOpener(null);
      forgetDialog(INVITE_DIALOG);
    });
    // The dialog would return the focus to a menu item, which is gone.
    (opener ?? button).current?.focus();
  }

  const dialog = invite && (opener || wasOpen) ? <InviteDialog {...invite} onClose={close} /> : null;
  return { button, open: setOpener, preload, dialog };
}
