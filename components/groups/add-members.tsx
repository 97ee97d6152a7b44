"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { AddMembersProps } from "@/components/groups/add-members-dialog";
import { Button } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons";

const loadDialog = () =>
  import("@/components/groups/add-members-dialog").then((module) => module.AddMembersDialog);
const AddMembersDialog = dynamic(loadDialog, { ssr: false });

export function AddMembers(props: AddMembersProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPointerEnter={loadDialog} onFocus={loadDialog} onClick={() => setOpen(true)}>
        <PlusIcon />
        Add members
      </Button>
      {isOpen && <AddMembersDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
