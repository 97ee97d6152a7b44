"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { callAction } from "@/components/ui/call-action";
import { useSelection } from "@/components/ui/selection";
import { announce } from "@/components/ui/status-message";
import { loadPart } from "@/components/update/load-part";
import type { MemberRow } from "@/db/memberships/types";
import type { Consequences } from "@/db/users/consequences";
import type { RemovalOutcome } from "@/db/users/remove";
import type { ActionResult } from "@/lib/action-result";

const loadDialog = () => import("./remove-users-dialog").then((module) => module.RemoveUsersDialog);
const RemoveUsersDialog = dynamic(() => loadPart(loadDialog), { ssr: false });

/** What removing users requires. */
export type Removal = {
  readonly organizationName: string;
  /** The viewer, who can't remove themselves. */
  readonly actorId: string;
  readonly remove: (input: { userIds: string[] }) => Promise<ActionResult<RemovalOutcome>>;
  readonly countConsequences: (input: { userIds: string[] }) => Promise<ActionResult<Consequences>>;
};

export type RemovableUser = Pick<MemberRow, "userId" | "name" | "origin">;

/** Accounts that are managed here can only be deleted. */
export function isRemovable({ userId, origin }: RemovableUser, { actorId }: Removal): boolean {
  return origin === "invited" && userId !== actorId;
}

type Confirmation = { readonly users: readonly RemovableUser[]; readonly consequences: Consequences | null };

/** Asks whether to remove users, once it is known what else ends with them. */
export function useRemoval(removal: Removal | null) {
  const common = useTranslations("common");
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  const [pending, start] = useTransition();

  function ask(users: readonly RemovableUser[]) {
    if (!removal) return;
    const userIds = users.filter((user) => isRemovable(user, removal)).map(({ userId }) => userId);
    start(async () => {
      if (userIds.length === 0) return setConfirmation({ users, consequences: null });
      const counted = await callAction(common, () => removal.countConsequences({ userIds }));
      if (counted.ok) setConfirmation({ users, consequences: counted.data });
      else announce(counted.message);
    });
  }

  const dialog = removal && confirmation && (
    <RemoveUsersDialog {...confirmation} removal={removal} onClose={() => setConfirmation(null)} />
  );
  return { ask, pending, dialog };
}

type RemoveSelectedProps = {
  /** All users on the page. Some are selected. */
  readonly users: readonly RemovableUser[];
  readonly removal: Removal;
  readonly pending: boolean;
  readonly ask: (users: readonly RemovableUser[]) => void;
};

export function RemoveSelected({ users, removal, pending, ask }: RemoveSelectedProps) {
  const t = useTranslations("users.removeMany");
  const { selected } = useSelection();
  const preload = () => void loadDialog().catch(() => undefined);
  return (
    <Button
      size="sm"
      variant="danger-outline"
      pending={pending}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={() => ask(users.filter(({ userId }) => selected.includes(userId)))}
    >
      <span className="max-md:line-clamp-2">{t("open", { organization: removal.organizationName })}</span>
    </Button>
  );
}
