import { Name } from "@/components/ui/name";
import { RelativeTime } from "@/components/ui/relative-time";

export type Activity = {
  readonly id: string;
  readonly actor: string;
  /** "invited", "accepted the invitation of". */
  readonly action: string;
  readonly target: string | null;
  /** After the target: "into Support". */
  readonly detail: string | undefined;
  readonly at: Date;
};

export function ActivityList({ activities }: { readonly activities: readonly Activity[] }) {
  return (
    <ul className="card divide-y divide-separator">
      {activities.map(({ id, actor, action, target, detail, at }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5">
          <span className="min-w-0">
            <Name className="font-medium">{actor}</Name> {action}
            {target && (
              <>
                {" "}
                <Name className="font-medium">{target}</Name>
              </>
            )}
            {detail && (
              <>
                {" "}
                <bdi>{detail}</bdi>
              </>
            )}
          </span>
          <span className="text-muted">
            <RelativeTime date={at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
