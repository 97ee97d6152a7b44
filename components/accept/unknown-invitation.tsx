import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";

/** The same page for every link without an invitation, so that it doesn't reveal what is wrong with the link. */
export function UnknownInvitation() {
  return (
    <NoticePage
      title="There is no such invitation"
      actions={
        <ButtonLink href="/" size="lg" newDocument>
          Go to Usher
        </ButtonLink>
      }
    >
      <p>The link may be incomplete, or a newer mail may have replaced it.</p>
      <p>
        Open the link in the latest mail again, or copy it whole into the address bar. If that does not help,
        ask the person who invited you to do so again.
      </p>
    </NoticePage>
  );
}
