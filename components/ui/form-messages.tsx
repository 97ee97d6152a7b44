import { useTranslations } from "next-intl";
import type { FormState } from "@/lib/action-result";
import { FailureMessage } from "./failure-message";
import { Sentences } from "./sentences";
import { useHydrated } from "./use-hydrated";

type Success = Extract<FormState, { readonly ok: true }>;
type Failure = Extract<FormState, { readonly ok: false }>;

export type FormFailureProps = { readonly failure: Failure | null };

type FormMessagesProps = { readonly failure: Failure | null; readonly success: Success | null };

/**
 * The result of a form's action, except field errors, above the fields, where it is seen first when the page was loaded again
 * without JavaScript. With it, success is announced, and `FormFailure` shows a failure.
 */
export function FormMessages({ failure, success }: FormMessagesProps) {
  const hydrated = useHydrated();
  return (
    <>
      {!hydrated && <FailureMessage failure={withoutFields(failure)} />}
      {success && <SuccessMessage {...success} />}
    </>
  );
}

/** Why a form's action failed, unless a field shows it. It is below the button that was selected, so nothing above it moves. */
export function FormFailure({ failure }: FormFailureProps) {
  const hydrated = useHydrated();
  return <FailureMessage failure={hydrated ? withoutFields(failure) : null} className="basis-full" />;
}

/** Null if a field of the form shows the failure. */
function withoutFields(failure: Failure | null): Failure | null {
  const { fields = {}, values = {} } = failure ?? {};
  return Object.keys(fields).some((name) => Object.hasOwn(values, name)) ? null : failure;
}

function SuccessMessage({ message, href }: Success) {
  const t = useTranslations("common");
  return (
    <p role="status" className="rounded-xl bg-success-soft px-3 py-2 text-success-soft-foreground">
      <Sentences
        of={[
          message,
          href && (
            <a key="continue" href={href} className="link">
              {t("continue")}
            </a>
          ),
        ]}
      />
    </p>
  );
}
