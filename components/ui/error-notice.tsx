import { Button } from "./button";
import { ButtonLink } from "./button-link";
import { NoticePage } from "./notice-page";

/** An unexpected error. The cause is in the log under the id, and not on the page. */
export function ErrorNotice({ id, retry }: { readonly id: string | undefined; readonly retry: () => void }) {
  return (
    <NoticePage
      title="Something went wrong"
      actions={
        <>
          <Button variant="primary" size="lg" onClick={retry}>
            Try again
          </Button>
          <ButtonLink href="/" size="lg" newDocument>
            Go to Usher
          </ButtonLink>
        </>
      }
    >
      <p>It is not your fault. Try again in a moment.</p>
      {id && (
        <p>
          If it stays so, tell an administrator this: error{" "}
          <code className="text-foreground wrap-anywhere">{id}</code>
        </p>
      )}
    </NoticePage>
  );
}
