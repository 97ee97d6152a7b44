import { ButtonLink } from "@/components/ui/button-link";
import { NoticePage } from "@/components/ui/notice-page";

/**
 * The same page for every invalid link, so that it doesn't reveal what is wrong with it.
 * @param props.askHref where to request a new link, if the organization is known
 */
export function InvalidLink({ askHref }: { readonly askHref: string | null }) {
  return (
    <NoticePage
      title="This link does not work"
      actions={
        <ButtonLink href={askHref ?? "/"} size="lg" newDocument>
          {askHref ? "Ask for a new link" : "Go to Usher"}
        </ButtonLink>
      }
    >
      <p>
        A link to set a password works once, for one hour, or for 24 hours if it is the first one. It may have
        been used, a newer mail may have replaced it, or it may be incomplete.
      </p>
      <p>
        Open the link in the latest mail, or ask for a new one: on the sign-in page of your organization,
        under “Forgot password?”. If no mail comes, an administrator of your organization can help.
      </p>
    </NoticePage>
  );
}
