import { createContext, use } from "react";
import type { useInviteDialog } from "./use-invite-dialog";

type InviteControls = Omit<ReturnType<typeof useInviteDialog>, "dialog">;

export const InviteControlsContext = createContext<InviteControls | null>(null);

/** What opens the dialog that invites users of the parent. Null if the viewer can't invite users, or not on this page. */
export function useInvite(): InviteControls | null {
  return use(InviteControlsContext);
}
