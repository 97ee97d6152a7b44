"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { AddMembersProps } from "@/components/groups/add-members-dialog";
import { PlusIcon } from "@/components/ui/icons";
import { useHydrated } from "@/components/ui/use-hydrated";

const loadDialog = () =>
  import("@/components/groups/add-members-dialog").then((module) => module.AddMembersDialog);
const AddMembersDialog = dynamic(loadDialog, { ssr: false });

export function AddMembers(props: AddMembersProps) {
  const [adding, setAdding] = useState(false);
  const hydrated = useHydrated();
  return (
    <>
      <button
        type="button"
        disabled={!hydrated}
        className="button button--outline"
        onPointerEnter={loadDialog}
        onFocus={loadDialog}
        onClick={() => setAdding(true)}
      >
        <PlusIcon />
        Add members
      </button>
      {adding && <AddMembersDialog {...props} onClose={() => setAdding(false)} />}
    </>
  );
}
