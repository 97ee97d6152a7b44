import { ConfirmButton } from "@/components/ui/confirm-button";
import { Name } from "@/components/ui/name";
import type { ChildOrganization } from "@/db/organizations/types";
import type { ActionResult } from "@/lib/action-result";
import { upTo } from "@/lib/plural";

export type DisableAction = (input: { organizationId: string }) => Promise<ActionResult<void>>;

type DisableOrganizationProps = { readonly organization: ChildOrganization; readonly disable: DisableAction };

export function DisableOrganization({ organization, disable }: DisableOrganizationProps) {
  const { id, name, users, below } = organization;
  return (
    <ConfirmButton
      label="Disable"
      title="Disable organization?"
      action={disable.bind(null, { organizationId: id })}
      successMessage={`${name} is disabled.`}
      focusMainOnSuccess
    >
      <Name className="font-medium text-foreground">{name}</Name>
      {below > 0 && ` and ${below === 1 ? "the organization" : `${upTo(below)} organizations`} below it`} will
      stop at once, also for whoever is at work there now: nobody can sign in, switch, invite or accept. It
      has {upTo(users)} {users === 1 ? "user" : "users"}. Nothing is lost: all goes on when it is enabled
      again.
    </ConfirmButton>
  );
}
