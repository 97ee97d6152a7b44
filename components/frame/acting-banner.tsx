import { WarningIcon } from "@/components/ui/icons";
import { Name } from "@/components/ui/name";

export function ActingBanner({
  organization,
  from,
}: {
  readonly organization: string;
  readonly from: string;
}) {
  return (
    <p className="flex items-start gap-2 rounded-xl bg-warning-soft px-3 py-2 text-warning-soft-foreground">
      <span className="pt-0.5">
        <WarningIcon />
      </span>
      <span className="min-w-0">
        You are working in <Name className="font-semibold">{organization}</Name> as an administrator from{" "}
        <Name className="font-semibold">{from}</Name>.
      </span>
    </p>
  );
}
