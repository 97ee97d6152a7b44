import { Name } from "@/components/ui/name";
import { NavLink } from "@/components/ui/nav-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OwnInvitation } from "@/db/overview/get";

type MyInvitationsProps = { readonly own: readonly OwnInvitation[]; readonly invitationsHref: string };

const RESPONSES: Record<OwnInvitation["became"], string> = {
  accepted: "accepted",
  declined: "declined",
  asked: "asked for a new link",
};

/** Responses to the viewer's own invitations within a week. Renders nothing if there are none. */
export function MyInvitations({ own, invitationsHref }: MyInvitationsProps) {
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="own" className="flex flex-col gap-3">
      <h2 id="own" className="text-lg font-semibold">
        Your invitations
      </h2>
      <ul className="card divide-y divide-separator border-accent">
        {own.map(({ id, name, became, at, reason }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5">
            <span className="min-w-0">
              <NavLink href={`${invitationsHref}/${id}`} className="link font-medium">
                <Name>{name}</Name>
              </NavLink>{" "}
              {RESPONSES[became]}
              {reason && <bdi className="block text-muted wrap-anywhere">{`“${reason}”`}</bdi>}
            </span>
            <span className="text-muted">
              <RelativeTime date={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
