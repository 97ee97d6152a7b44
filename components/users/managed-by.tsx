import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Name } from "@/components/ui/name";
import { richText } from "@/components/ui/rich-text";

type ManagedByProps = {
  readonly organizationName: string;
  readonly origin: "managed" | "invited";
  readonly invitedBy: string | null;
};

/** The managing organization, as a badge with the inviter for invited members. */
export function ManagedBy({ organizationName, origin, invitedBy }: ManagedByProps) {
  const t = useTranslations("users");
  if (origin === "managed") return <Name className="line-clamp-3 text-muted">{organizationName}</Name>;
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5 leading-5">
      <Badge tone="accent">
        <Name className="max-w-48 truncate">{organizationName}</Name>
      </Badge>
      {invitedBy && (
        <span className="text-xs text-muted">{t.rich("invitedBy", { ...richText, inviter: invitedBy })}</span>
      )}
    </div>
  );
}
