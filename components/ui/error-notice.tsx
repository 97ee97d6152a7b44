import { NoticePage } from "./notice-page";

/** What is unknown stays unknown to the reader; under the id it is in the log. */
export function ErrorNotice({ id, retry }: { readonly id: string | undefined; readonly retry: () => void }) {
  return (
    <NoticePage
      title="Something went wrong"
      ways={
        <>
          <button type="button" className="button button--lg button--primary" onClick={retry}>
            Try again
          </button>
          <a href="/" className="button button--lg button--outline">
            Go to Usher
          </a>
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
