import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type LeaveAction, LeaveOrganization } from "@/components/my-organizations/leave-organization";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import type { ListAddress } from "@/components/ui/list-url";
import { ListView } from "@/components/ui/list-view";
import { Name } from "@/components/ui/name";
import { PlainPage } from "@/components/ui/plain-page";
import { dayTag, richText, timeTag } from "@/components/ui/rich-text";
import type { OwnInvitations as Own } from "@/db/invitations/list-own";
import type { MyMemberships, MyOrganization } from "@/db/organizations/my-organizations";
import { isolated } from "@/lib/text";
import { type InvitationActions, OwnInvitations } from "./own-invitations";

type MyOrganizationsProps = {
  readonly memberships: MyMemberships;
  readonly own: Own;
  readonly actionsFor: (invitationId: string) => InvitationActions;
  /** The result of the viewer's response to an invitation, from the URL. */
  readonly response: string | undefined;
  readonly address: ListAddress;
  readonly narrowed: boolean;
  readonly hrefOf: (organization: MyOrganization) => string;
  readonly leave: LeaveAction;
  /** The account menu. */
  readonly corner: ReactNode;
};

/** The memberships and pending invitations of the signed-in user. */
export function MyOrganizations({
  memberships,
  own,
  actionsFor,
  response,
  hrefOf,
  leave,
  corner,
  ...list
}: MyOrganizationsProps) {
  const { home, joined, requestedName } = memberships;
  const t = useTranslations("my-organizations");
  const pending = <OwnInvitations own={own} actionsFor={actionsFor} />;
  return (
    <PlainPage wide title={t("title")} corner={corner}>
      {(response === "declined" || response === "closed" || response === "other-account") && (
        <p role="status" className="text-muted">
          {t(`responses.${response}`)}
        </p>
      )}
      {requestedName !== null && (
        <p role="status" className="text-muted">
          {t.rich("nothingToManageIn", { ...richText, organization: requestedName })}
        </p>
      )}
      {own.invitations.length > 0 && pending}
      <ul className="card">
        <Membership organization={home} href={hrefOf(home)} origin="home" />
      </ul>
      {(joined.rows.length > 0 || list.narrowed) && (
        <ListView
          label={t("list.label")}
          noun="organization"
          page={joined}
          searchable={list.narrowed || joined.rows.length > 1}
          empty={{ title: t("list.empty") }}
          {...list}
        >
          <ul className="card divide-y divide-separator">
            {joined.rows.map((organization) => (
              <Membership
                key={organization.id}
                organization={organization}
                href={hrefOf(organization)}
                origin={organization.invitedBy ? "inviter" : "invited"}
                inviter={organization.invitedBy}
                action={<LeaveOrganization organization={organization} leave={leave} />}
              />
            ))}
          </ul>
        </ListView>
      )}
      {own.invitations.length === 0 && pending}
    </PlainPage>
  );
}

type MembershipProps = {
  readonly organization: MyOrganization;
  readonly href: string;
  /** How the membership came about. */
  readonly origin: "home" | "inviter" | "invited";
  readonly inviter?: string | null;
  readonly action?: ReactNode;
};

function Membership({ organization, href, origin, inviter, action }: MembershipProps) {
  const t = useTranslations("my-organizations.membership");
  const { name, timeZone, joinedAt, ends, active, enterable } = organization;
  const since = { ...richText, time: timeTag(joinedAt), inviter: inviter ?? "" };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-card py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2">
          <Name className="font-medium">{name}</Name>
          {!active && <Badge tone="warning">{t("inactive")}</Badge>}
        </p>
        <p className="text-muted">
          {ends
            ? t.rich(`until.${origin}`, { ...since, day: dayTag(ends, timeZone) })
            : t.rich(`unending.${origin}`, since)}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {active && !enterable && <p className="me-2 text-muted">{t("nothingToManage")}</p>}
        {active && enterable && (
          <ButtonLink
            href={href}
            size="sm"
            newDocument
            label={t("openNamed", { organization: isolated(name) })}
          >
            {t("open")}
          </ButtonLink>
        )}
        {action}
      </div>
    </li>
  );
}
