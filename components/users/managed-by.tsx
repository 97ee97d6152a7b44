import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { richText } from "@/components/ui/rich-text";
import { Truncated } from "@/components/ui/truncated";

type ManagedByProps = {
  readonly organizationName: string;
  readonly origin: "managed" | "invited";
  readonly invitedBy: string | null;
  /** The end of the membership, which takes the place of the inviter where the table is narrow. */
  readonly end?: ReactNode;
};

/** The managing organization, as a badge with the inviter for invited members. On a phone, only these have it. */
export function ManagedBy({ organizationName, origin, invitedBy, end }: ManagedByProps) {
  const t = useTranslations("users");
  if (origin === "managed") {
    return <Truncated className={`${WIDTH} text-muted @max-[40rem]:hidden`}>{organizationName}</Truncated>;
  }
  return (
    <div className={`${WIDTH} flex flex-col items-start leading-4 @max-[40rem]:items-end`}>
      <Badge tone="accent">
        <Truncated>{organizationName}</Truncated>
      </Badge>
      {invitedBy && (
        <Truncated
          className={`w-full text-xs text-muted ${end ? "@max-[56rem]:hidden" : "@max-[40rem]:hidden"}`}
          title={invitedBy}
        >
          {t.rich("invitedBy", { ...richText, inviter: invitedBy })}
        </Truncated>
      )}
      {end && <span className="text-xs text-muted @min-[56rem]:hidden">{end}</span>}
    </div>
  );
}

const WIDTH = "max-w-44";
