"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { callAction } from "@/components/ui/call-action";
import { focusListTotal } from "@/components/ui/list-total";
import { useSelection } from "@/components/ui/selection";
import { announce } from "@/components/ui/status-message";
import { loadPart } from "@/components/update/load-part";
import type { GroupChoice } from "@/db/groups/types";
import type { ActionResult } from "@/lib/action-result";

const loadDialog = () => import("./add-to-group-dialog").then((module) => module.AddToGroupDialog);
const AddToGroupDialog = dynamic(() => loadPart(loadDialog), { ssr: false });

export type AddToGroup = {
  readonly listGroups: (input: { search: string }) => Promise<ActionResult<readonly GroupChoice[]>>;
  /** Returns how many were added. */
  readonly add: (input: { groupId: string; userIds: string[] }) => Promise<ActionResult<number>>;
};

/** Adds the selected users to a group. */
export function AddToGroupButton({ listGroups, add }: AddToGroup) {
  const t = useTranslations("users.addToGroup");
  const common = useTranslations("common");
  const { selected, clear } = useSelection();
  const [groups, setGroups] = useState<readonly GroupChoice[] | null>(null);
  const [pending, start] = useTransition();
  const preload = () => void loadDialog().catch(() => undefined);

  function open() {
    start(async () => {
      const found = await callAction(common, () => listGroups({ search: "" }));
      if (found.ok) setGroups(found.data);
      else announce(found.message);
    });
  }

  return (
    <>
      <Button size="sm" pending={pending} onPointerEnter={preload} onFocus={preload} onClick={open}>
        {t("open")}
      </Button>
      {groups && (
        <AddToGroupDialog
          groups={groups}
          userIds={selected}
          add={add}
          onAdded={() => {
            setGroups(null);
            clear();
            focusListTotal();
          }}
          onClose={() => setGroups(null)}
        />
      )}
    </>
  );
}
