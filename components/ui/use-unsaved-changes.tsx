import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { loadPart } from "@/components/update/load-part";
import { followedLink } from "./followed-link";
import { askBeforeOpening, discardAll, useUnsavedForm } from "./unsaved-forms";
import { guardEnded, useLeaveGuard } from "./use-leave-guard";

const ConfirmDialog = dynamic(() =>
  loadPart(() => import("./confirm-dialog").then((module) => module.ConfirmDialog<null>)),
);

/** A page, or the one before. */
type Destination = { readonly href: string } | "back";

/**
 * Asks before a form with unsaved changes is left: by a link, by going back, or by closing or reloading the tab.
 * @param isChanged whether the form has unsaved changes
 * @param discard restores what is saved
 * @returns `leave`, which opens another page without asking, and the confirmation
 */
export function useUnsavedChanges(isChanged: boolean, discard: () => void) {
  const t = useTranslations("common.save.leave");
  const common = useTranslations("common");
  const router = useRouter();
  const [destination, setDestination] = useState<Destination | null>(null);
  const [leavingTo, leave] = useState<string | null>(null);
  const isUnsaved = isChanged && leavingTo === null;
  const isActive = useUnsavedForm(isUnsaved, discard) && isUnsaved;
  const guardAgain = useLeaveGuard(isActive, () => setDestination("back"));
  useLinkGuard(isActive, ({ href, asks }) => (asks ? setDestination({ href }) : leave(href)));

  const open = useEffectEvent((href: string) => router.push(href));
  useEffect(() => {
    if (leavingTo === null) return;
    guardEnded().then(() => open(leavingTo));
  }, [leavingTo]);

  function discardAndLeave() {
    discardAll();
    if (destination === "back") history.back();
    else if (destination) leave(destination.href);
    setDestination(null);
  }

  function stay() {
    if (destination === "back") guardAgain();
    setDestination(null);
  }

  const confirmation = destination && (
    <ConfirmDialog
      title={t("title")}
      confirmLabel={t("submit")}
      cancelLabel={common("keepEditing")}
      action={async () => ({ ok: true, data: null })}
      onDone={discardAndLeave}
      onCancel={stay}
    >
      {t("consequences")}
    </ConfirmDialog>
  );
  return { isUnsaved, leave, confirmation };
}

type Followed = { readonly href: string; readonly asks: boolean };

/** Calls `onFollow` instead of opening a link to another page. */
function useLinkGuard(active: boolean, onFollow: (link: Followed) => void) {
  const handleFollow = useEffectEvent(onFollow);
  useEffect(() => {
    if (!active) return;
    // Before React's listeners, so that links find the click prevented.
    const handleClick = (event: MouseEvent) => {
      const link = followedLink(event);
      if (!link || link.pathname === location.pathname) return; // lists sort and filter on the same page
      event.preventDefault();
      handleFollow({ href: pathOf(link), asks: !("discards" in link.dataset) });
    };
    addEventListener("click", handleClick, true);
    const stopAsking = askBeforeOpening((href) => handleFollow({ href, asks: true }));
    return () => {
      removeEventListener("click", handleClick, true);
      stopAsking();
    };
  }, [active]);
}

function pathOf({ pathname, search, hash }: HTMLAnchorElement): string {
  return pathname + search + hash;
}
