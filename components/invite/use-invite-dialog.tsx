import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { keepEarlyTyping, takeEarlyTyping } from "@/components/invite/early-typing";
import type { InviteFormProps } from "@/components/invite/invite-form";
import { forgetDialog, INVITE_DIALOG, useWasOpen } from "@/components/update/kept-dialog";
import { loadPart } from "@/components/update/load-part";
import { INVITE_HASH } from "@/lib/invitations";

const loadInviteDialog = () =>
  import("@/components/invite/invite-dialog").then((module) => module.InviteDialog);
const InviteDialog = dynamic(() => loadPart(loadInviteDialog), { ssr: false });

/**
 * The dialog that invites users of the parent. Its script loads when it is needed.
 * @param invite null if the viewer can't invite users, or there is no parent organization
 * @returns the dialog, and what its button needs
 */
export function useInviteDialog(invite: InviteFormProps | null) {
  const button = useRef<HTMLButtonElement>(null);
  const opener = useRef<Element>(null);
  const [isOpen, setOpen] = useState(false);
  const wasOpen = useWasOpen(INVITE_DIALOG);

  function preload() {
    if (invite) loadInviteDialog().catch(() => undefined);
  }

  function open() {
    opener.current = document.activeElement;
    keepEarlyTyping();
    setOpen(true);
  }

  const openIfAsked = useEffectEvent(() => {
    if (!invite || location.hash !== INVITE_HASH) return;
    history.replaceState(null, "", location.pathname + location.search); // going back here doesn't open it again
    open();
  });
  useEffect(() => {
    openIfAsked();
    return () => {
      takeEarlyTyping();
    };
  }, []);

  function close() {
    flushSync(() => {
      setOpen(false);
      forgetDialog(INVITE_DIALOG);
    });
    // The dialog returns the focus to its opener. After an update, or if the opener is gone, there is none.
    if (!opener.current?.isConnected) button.current?.focus();
  }

  const dialog = invite && (isOpen || wasOpen) ? <InviteDialog {...invite} onClose={close} /> : null;
  return { button, open, preload, dialog };
}
