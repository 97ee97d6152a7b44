import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";

/** The same page for every link, so that it doesn't reveal whether the link is known. */
export function NewLinkRequested({ myOrganizationsHref }: { readonly myOrganizationsHref: string }) {
  return (
    <NoticePage
      title="You have asked for a new link"
      actions={
        <ButtonLink href={myOrganizationsHref} size="lg" newDocument>
          My organizations
        </ButtonLink>
      }
    >
      <p>
        If the invitation had expired, whoever may invite you sees that you asked. When they send it again,
        you get a mail with a new link.
      </p>
      <p>You can close this page.</p>
    </NoticePage>
  );
}
