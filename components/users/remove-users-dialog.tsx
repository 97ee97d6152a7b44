"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { focusListTotal } from "@/components/ui/list-total";
import { richText } from "@/components/ui/rich-text";
import { Sentences } from "@/components/ui/sentences";
import { announce } from "@/components/ui/status-message";
import type { Consequences } from "@/db/users/consequences";
import type { RemovalOutcome } from "@/db/users/remove";
import { listNames, MAX_NAMES_IN_LINE } from "@/lib/cut-list";
import { consequenceText } from "./consequence-text";
import { isRemovable, type RemovableUser, type Removal } from "./remove-selected";
import { UserCell } from "./user-cell";

type RemoveUsersDialogProps = {
  readonly users: readonly RemovableUser[];
  readonly removal: Removal;
  /** Null if none of them can be removed. */
  readonly consequences: Consequences | null;
  readonly onClose: () => void;
};

/** Asks whether to remove users, and says who wasn't removed and why. */
export function RemoveUsersDialog({ users, removal, consequences, onClose }: RemoveUsersDialogProps) {
  const t = useTranslations("users");
  const common = useTranslations("common");
  const [outcome, setOutcome] = useState<RemovalOutcome | null>(null);
  const removable = users.filter((user) => isRemovable(user, removal));
  const count = removable.length;

  function finish(result: RemovalOutcome) {
    if (result.notRemoved.length > 0) return setOutcome(result);
    announce(t("removeMany.done", { count: result.removed }));
    close();
  }

  function close() {
    onClose();
    if (consequences) focusListTotal();
  }

  if (outcome) return <OutcomeDialog outcome={outcome} onClose={close} />;
  if (!consequences) {
    return (
      <Dialog alert title={t("removeMany.impossible", { count: users.length })} onClose={onClose}>
        <DialogBody>
          <div className="text-muted">
            <WhoStays users={users} removal={removal} />
          </div>
        </DialogBody>
        <DialogFooter>
          <Button autoFocus onClick={onClose}>
            {common("close")}
          </Button>
        </DialogFooter>
      </Dialog>
    );
  }
  const names = removable.map(({ name }) => name);
  return (
    <ConfirmDialog
      title={t("removeMany.title", { count })}
      confirmLabel={t("removeMany.submit", { count })}
      action={() => removal.remove({ userIds: removable.map(({ userId }) => userId) })}
      onDone={finish}
      onCancel={onClose}
    >
      <p>
        <Sentences
          of={[
            t.rich("removeMany.consequences", {
              ...richText,
              count,
              users: listNames(common, names, MAX_NAMES_IN_LINE),
              organization: removal.organizationName,
            }),
            consequenceText(t, common, consequences),
            t("removeMany.keeps", { count }),
          ]}
        />
      </p>
      <WhoStays users={users} removal={removal} />
    </ConfirmDialog>
  );
}

/** Says which of the selected users can't be removed, and what to do instead. */
function WhoStays({ users, removal }: Pick<RemoveUsersDialogProps, "users" | "removal">) {
  const t = useTranslations("users.removeMany");
  const managed = users.filter(({ origin }) => origin === "managed").length;
  const isOwn = users.some(({ origin, userId }) => origin === "invited" && userId === removal.actorId);
  return (
    <>
      {managed > 0 && (
        <p className="not-first:mt-3">
          {t.rich("managedStay", { ...richText, count: managed, organization: removal.organizationName })}
        </p>
      )}
      {isOwn && <p className="not-first:mt-3">{t("ownStays")}</p>}
    </>
  );
}

type OutcomeDialogProps = { readonly outcome: RemovalOutcome; readonly onClose: () => void };

function OutcomeDialog({ outcome: { removed, notRemoved }, onClose }: OutcomeDialogProps) {
  const t = useTranslations("users.removeMany");
  const columns = useTranslations("users.columns");
  return (
    <Dialog title={t("result.title")} onClose={onClose}>
      <DialogBody label={t("result.label")}>
        <p role="status" className="mb-3 text-base font-medium">
          <Sentences
            of={[t("done", { count: removed }), t("result.notRemoved", { count: notRemoved.length })]}
          />
        </p>
        <DataTable
          small
          caption={t("result.label")}
          rows={notRemoved}
          rowKey={({ userId }) => userId}
          columns={[
            { label: columns("name"), kind: "name", cell: (user) => <UserCell {...user} /> },
            { label: t("result.label"), cell: ({ reason }) => t(`result.reasons.${reason}`) },
          ]}
        />
      </DialogBody>
      <DialogFooter>
        <Button autoFocus variant="primary" onClick={onClose}>
          {t("result.close")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
