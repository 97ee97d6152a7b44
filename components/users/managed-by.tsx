import { Badge } from "@/components/ui/badge";
import { Name } from "@/components/ui/name";

type ManagedByProps = {
  readonly place: string;
  readonly origin: "managed" | "invited";
  readonly invitedBy: string | null;
};

/** Marks whom another organization manages, with who invited them. */
export function ManagedBy({ place, origin, invitedBy }: ManagedByProps) {
  if (origin === "managed") return <Name className="line-clamp-3 text-muted">{place}</Name>;
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5 leading-5">
      <Badge tone="accent">
        <Name className="max-w-48 truncate">{place}</Name>
      </Badge>
      {invitedBy && (
        <span className="text-xs text-muted">
          Invited by <Name>{invitedBy}</Name>
        </span>
      )}
    </div>
  );
}
