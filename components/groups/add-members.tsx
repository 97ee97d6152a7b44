"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AddMembersProps } from "@/components/groups/add-members-dialog";
import { Button } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons";
import { forgetDialog, MEMBERS_DIALOG, useWasOpen } from "@/components/update/kept-dialog";
import { loadPart } from "@/components/update/load-part";

const loadDialog = () =>
  import("@/components/groups/add-members-dialog").then((module) => module.AddMembersDialog);
const AddMembersDialog = dynamic(() => loadPart(loadDialog), { ssr: false });

export function AddMembers(props: AddMembersProps) {
  const [isOpen, setOpen] = useState(false);
  const wasOpen = useWasOpen(MEMBERS_DIALOG);
  const preload = () => {
    loadDialog().catch(() => undefined);
  };

  function close() {
    setOpen(false);
    forgetDialog(MEMBERS_DIALOG);
  }

  const t = useTranslations("groups.members.add");
  return (
    <>
      <Button onPointerEnter={preload} onFocus={preload} onClick={() => setOpen(true)}>
        <PlusIcon />
        {t("title")}
      </Button>
      {(isOpen || wasOpen) && <AddMembersDialog {...props} onClose={close} />}
    </>
  );
}
