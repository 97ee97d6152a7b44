import { ButtonLink } from "@/components/ui/button-link";
import { Name } from "@/components/ui/name";
import { NoticePage } from "@/components/ui/notice-page";

type ResetRequestedProps = { readonly organizationName: string; readonly signInHref: string };

/** The same page for every username, so that it doesn't reveal which exist. */
export function ResetRequested({ organizationName, signInHref }: ResetRequestedProps) {
  return (
    <NoticePage
      title="Look into your mail"
      actions={
        <ButtonLink href={signInHref} size="lg" newDocument>
          Back to sign-in
        </ButtonLink>
      }
    >
      <p>
        If this username may sign in to{" "}
        <Name className="font-medium text-foreground">{organizationName}</Name>, a mail with a link is on its
        way to the e-mail address of the account. The link works for one hour, or for 24 hours if the account
        has no password yet.
      </p>
      <p>
        No mail after a few minutes? Look into the folder for spam, and check how the username is written. If
        that does not help, ask an administrator.
      </p>
    </NoticePage>
  );
}
