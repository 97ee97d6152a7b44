"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { callAction } from "@/components/ui/call-action";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { FailureMessage } from "@/components/ui/failure-message";
import { Select } from "@/components/ui/select";
import { announce } from "@/components/ui/status-message";
import type { GroupChoice } from "@/db/groups/types";
import type { ActionFailure } from "@/lib/action-result";
import { isolated } from "@/lib/text";
import type { AddToGroup } from "./add-to-group";

type AddToGroupDialogProps = {
  readonly groups: readonly GroupChoice[];
  readonly userIds: readonly string[];
  readonly add: AddToGroup["add"];
  readonly onAdded: () => void;
  readonly onClose: () => void;
};

export function AddToGroupDialog({ groups, userIds, add, onAdded, onClose }: AddToGroupDialogProps) {
  const t = useTranslations("users.addToGroup");
  const common = useTranslations("common");
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [pending, start] = useTransition();
  const count = userIds.length;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const chosen = String(new FormData(event.currentTarget).get("group"));
    const group = groups.find(({ id }) => id === chosen);
    if (pending || !group) return;
    start(async () => {
      setFailure(null);
      const result = await callAction(common, () => add({ groupId: group.id, userIds: [...userIds] }));
      if (!result.ok) return setFailure(result);
      const others = count - result.data;
      const values = { count: result.data, group: isolated(group.name) };
      announce(others > 0 && result.data > 0 ? t("doneSome", { ...values, others }) : t("done", values));
      onAdded();
    });
  }

  return (
    <Dialog title={t("title", { count })} onClose={onClose}>
      <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col" aria-busy={pending}>
        <DialogBody>
          <div className="flex flex-col gap-4">
            <p className="text-muted">{t(groups.length > 0 ? "intro" : "none")}</p>
            {groups.length > 0 && (
              <Select
                name="group"
                label={t("group")}
                {...(groups.some(({ grantable }) => !grantable) && { hint: t("notGrantable") })}
                defaultValue=""
                required
                autoFocus
              >
                <option value="" disabled>
                  {t("choose")}
                </option>
                {groups.map(({ id, name, grantable }) => (
                  <option key={id} value={id} disabled={!grantable}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
            <FailureMessage failure={failure} />
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{common("cancel")}</Button>
          {groups.length > 0 && (
            <Button type="submit" variant="primary" pending={pending}>
              {t("submit", { count })}
            </Button>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  );
}
