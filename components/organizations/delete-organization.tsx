"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { richText } from "@/components/ui/rich-text";
import { TextField } from "@/components/ui/text-field";
import type { ChildOrganization } from "@/db/organizations/types";
import type { ActionResult } from "@/lib/action-result";
import { BATCH_SIZE } from "@/lib/bulk-actions";
import { upTo } from "@/lib/plural";
import { isolated } from "@/lib/text";

export type DeleteAction = (input: {
  organizationId: string;
  name: string;
}) => Promise<ActionResult<{ deleted: boolean }>>;

type DeleteOrganizationProps = {
  readonly organization: ChildOrganization;
  readonly remove: DeleteAction;
  readonly organizationsHref: string;
};

export function DeleteOrganization({ organization, remove, organizationsHref }: DeleteOrganizationProps) {
  const t = useTranslations("organizations.delete");
  const common = useTranslations("common");
  const [typed, setTyped] = useState("");
  const { id, name, users, accounts, pendingInvitations } = organization;
  return (
    <ConfirmButton
      label={t("submit")}
      variant="danger-outline"
      title={t("title")}
      action={() => remove({ organizationId: id, name: typed })}
      successMessage={({ deleted }) => t(deleted ? "done" : "started", { organization: isolated(name) })}
      redirectTo={organizationsHref}
    >
      <p>{t("consequences")}</p>
      <ul className="list-disc ps-5">
        <li>{t("accounts", { count: accounts, shown: upTo(common, accounts) })}</li>
        <li>{t("memberships", { count: users, shown: upTo(common, users) })}</li>
        <li>{t("invitations", { count: pendingInvitations, shown: upTo(common, pendingInvitations) })}</li>
        <li>{t("everythingElse")}</li>
      </ul>
      {users > BATCH_SIZE && <p className="mt-2">{t("takesLong")}</p>}
      <p className="mt-2 mb-4">{t.rich("confirm", { ...richText, organization: name })}</p>
      <TextField
        label={t("name")}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        autoComplete="off"
      />
    </ConfirmButton>
  );
}
