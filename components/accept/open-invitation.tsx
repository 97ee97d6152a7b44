import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { InviterNote } from "@/components/accept/inviter-note";
import { cx } from "@/components/ui/cx";
import { FailureMessage } from "@/components/ui/failure-message";
import type { FormAction } from "@/components/ui/form-state";
import { Monogram } from "@/components/ui/page-mark";
import { PlainPage } from "@/components/ui/plain-page";
import type { Abilities } from "@/db/invitations/abilities";
import type { Offer } from "@/db/invitations/find-by-link";
import { InvitationDetails } from "./invitation-details";
import { RecordOpening } from "./record-opening";
import { RespondToInvitation } from "./respond-to-invitation";

type OpenInvitationProps = {
  readonly offer: Offer;
  readonly abilities: Abilities;
  /** The account menu. */
  readonly corner: ReactNode;
  /** Why the last attempt to accept or decline failed. */
  readonly failure?: { readonly message: string; readonly errorId?: string } | null;
  readonly accept: FormAction;
  readonly decline: FormAction;
  readonly recordOpening: () => Promise<void>;
};

/**
 * Only the two buttons respond to the invitation. Opening the page doesn't. They stay in sight, except in a window that is too
 * low for them and the form for declining.
 */
export function OpenInvitation({
  offer,
  abilities,
  corner,
  failure = null,
  accept,
  decline,
  recordOpening,
}: OpenInvitationProps) {
  const t = useTranslations("accept");
  const { organization } = offer;
  return (
    <PlainPage
      title={t("title", { organization: organization.name })}
      mark={<Monogram host={organization} />}
      host={organization}
      corner={corner}
    >
      <RecordOpening record={recordOpening} />
      <FailureMessage failure={failure} />
      <InviterNote offer={offer} />
      <InvitationDetails offer={offer} abilities={abilities} />
      <div
        className={cx(
          "-mx-4 border-t border-border bg-background px-4 py-3",
          "[@media(min-height:30rem)]:not-has-[details[open]]:sticky bottom-0 z-10",
        )}
      >
        <RespondToInvitation accept={accept} decline={decline} />
      </div>
      <p className="text-muted">{t("unexpected")}</p>
    </PlainPage>
  );
}
