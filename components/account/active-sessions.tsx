import { Badge } from "@/components/ui/badge";
import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActiveSession } from "@/db/sessions/list";
import { plural } from "@/lib/plural";
import { browserName } from "./browser-name";
import { SignOutEverywhere } from "./sign-out-everywhere";

type ActiveSessionsProps = {
  readonly sessions: readonly ActiveSession[];
  /** More than `sessions` if there are very many. */
  readonly total: number;
  readonly endOf: (session: ActiveSession) => () => Promise<void>;
  readonly signOutEverywhere: () => Promise<void>;
};

/** The sessions of an account, each with a button that ends it. */
export function ActiveSessions({ sessions, total, endOf, signOutEverywhere }: ActiveSessionsProps) {
  const more = total - sessions.length;
  return (
    <section aria-labelledby="active-sessions" className="flex flex-col gap-3">
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div>
          <h2 id="active-sessions" className="text-lg font-semibold">
            Signed-in places
          </h2>
          <p className="text-muted">
            {plural(total, "place")}. Each ends by itself after a week, or after a time without activity.
          </p>
        </div>
        <SignOutEverywhere action={signOutEverywhere} />
      </div>
      <ul className="card divide-y divide-separator">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} end={endOf(session)} />
        ))}
      </ul>
      {more > 0 && (
        <p className="text-muted">
          And {plural(more, "older place")}, which “Sign out everywhere” ends, too.
        </p>
      )}
    </section>
  );
}

function SessionItem({
  session,
  end,
}: {
  readonly session: ActiveSession;
  readonly end: () => Promise<void>;
}) {
  const { userAgent, address, since, lastSeenAt, current } = session;
  const browser = browserName(userAgent);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2">
          <Name className="font-medium">{browser}</Name>
          {current && <Badge tone="success">This one</Badge>}
        </p>
        <p className="text-muted">
          From <Name>{address}</Name>, since <RelativeTime date={since} />
          {!current && (
            <>
              , last active <RelativeTime date={lastSeenAt} />
            </>
          )}
        </p>
      </div>
      <form action={end}>
        <SubmitButton variant="outline" size="sm">
          Sign out
          <span className="sr-only">
            {" "}
            <bdi>{browser}</bdi>, {address}
          </span>
        </SubmitButton>
      </form>
    </li>
  );
}
