import { useTranslations } from "next-intl";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { richText } from "@/components/ui/rich-text";
import { Sentences } from "@/components/ui/sentences";
import type { Role } from "@/db/roles/types";
import type { ActionResult } from "@/lib/action-result";
import { formatTotal } from "@/lib/plural";

type DeleteRoleProps = {
  readonly role: Pick<Role, "id" | "name" | "groupCount" | "people">;
  readonly action: (input: { roleId: string }) => Promise<ActionResult<void>>;
  readonly rolesHref: string;
};

export function DeleteRole({ role, action, rolesHref }: DeleteRoleProps) {
  const { id, name, groupCount, people } = role;
  const t = useTranslations("roles.delete");
  const common = useTranslations("common");
  return (
    <ConfirmButton
      label={t("submit")}
      variant="danger-outline"
      title={t("title")}
      action={action.bind(null, { roleId: id })}
      successMessage={t("done")}
      redirectTo={rolesHref}
    >
      {groupCount === 0 ? (
        t.rich("unassigned", { ...richText, role: name })
      ) : (
        <Sentences
          of={[
            t.rich("assigned", { ...richText, role: name, count: groupCount }),
            t("consequences", { people: people.count, shown: formatTotal(common, people) }),
          ]}
        />
      )}
    </ConfirmButton>
  );
}
