import type { ReactNode } from "react";
import { AccountMenu } from "@/components/account/account-menu";
import { type LeaveAction, LeaveOrganization } from "@/components/my-organizations/leave-organization";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { LastDay } from "@/components/ui/last-day";
import type { ListAddress } from "@/components/ui/list-url";
import { ListView } from "@/components/ui/list-view";
import { Name } from "@/components/ui/name";
import { PlainPage } from "@/components/ui/plain-page";
import { RelativeTime } from "@/components/ui/relative-time";
import type { MyInvitation, MyMemberships, MyOrganization } from "@/db/organizations/my-organizations";

type MyOrganizationsProps = {
  readonly memberships: MyMemberships;
  readonly address: ListAddress;
  readonly narrowed: boolean;
  readonly hrefOf: (organization: MyOrganization) => string;
  readonly leave: LeaveAction;
  readonly accountHref: string;
  readonly signOut: () => Promise<void>;
};

/** The memberships and pending invitations of the signed-in user. */
export function MyOrganizations({
  memberships,
  hrefOf,
  leave,
  accountHref,
  signOut,
  ...list
}: MyOrganizationsProps) {
  const { actor, home, joined, invitations, askedFor } = memberships;
  return (
    <PlainPage
      wide
      title="My organizations"
      corner={<AccountMenu username={actor.username} links={{ Account: accountHref }} signOut={signOut} />}
    >
      {askedFor !== null && (
        <p role="status" className="text-muted">
          You are a user of <Name className="font-medium text-foreground">{askedFor}</Name>. Your groups there
          give you nothing to manage.
        </p>
      )}
      <ul className="card">
        <Membership organization={home} href={hrefOf(home)}>
          Manages your account
        </Membership>
      </ul>
      {(joined.rows.length > 0 || list.narrowed) && (
        <ListView
          label="Organizations that invited you"
          noun="organization"
          page={joined}
          empty={{ title: "Nobody has invited you yet" }}
          {...list}
        >
          <ul className="card divide-y divide-separator">
            {joined.rows.map((organization) => (
              <Membership
                key={organization.id}
                organization={organization}
                href={hrefOf(organization)}
                action={<LeaveOrganization organization={organization} leave={leave} />}
              >
                <InvitedBy name={organization.invitedBy} />
              </Membership>
            ))}
          </ul>
        </ListView>
      )}
      <h2 className="mt-4 text-lg font-semibold">Pending invitations</h2>
      {invitations.length === 0 && <EmptyState title="Nobody is waiting for your answer" />}
      {invitations.length > 0 && (
        <>
          <p className="text-muted">
            To answer one, open the mail that we sent to{" "}
            {actor.email ? <Name className="text-foreground">{actor.email}</Name> : "you"}.
          </p>
          <ul className="card divide-y divide-separator">
            {invitations.map((invitation) => (
              <PendingInvitation key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </>
      )}
    </PlainPage>
  );
}

type MembershipProps = {
  readonly organization: MyOrganization;
  readonly href: string;
  readonly action?: ReactNode;
  /** How the membership came about. */
  readonly children: ReactNode;
};

function Membership({ organization, href, action, children }: MembershipProps) {
  const { name, joinedAt, ends, active, enterable } = organization;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2">
          <Name className="font-medium">{name}</Name>
          {!active && <Badge tone="warning">Inactive</Badge>}
        </p>
        <p className="text-muted">
          {children}, joined <RelativeTime date={joinedAt} />
          {ends && (
            <>
              , until the end of <LastDay endsAt={ends} /> (UTC)
            </>
          )}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {active && !enterable && <p className="me-2 text-muted">Nothing here for you to manage</p>}
        {active && enterable && (
          <ButtonLink href={href} size="sm" newDocument>
            Open
            <span className="sr-only">
              {" "}
              <bdi>{name}</bdi>
            </span>
          </ButtonLink>
        )}
        {action}
      </div>
    </li>
  );
}

function InvitedBy({ name }: { readonly name: string | null }) {
  if (!name) return "You were invited";
  return (
    <>
      Invited by <Name>{name}</Name>
    </>
  );
}

function PendingInvitation({ invitation }: { readonly invitation: MyInvitation }) {
  const { organizationName, inviterName, expiresAt } = invitation;
  return (
    <li className="px-5 py-3">
      <Name className="font-medium">{organizationName}</Name>
      <p className="text-muted">
        <InvitedBy name={inviterName} />
        {expiresAt && (
          <>
            , expires <RelativeTime date={expiresAt} />
          </>
        )}
      </p>
    </li>
  );
}
