import { useTranslations } from "next-intl";
import type { FormState } from "@/lib/action-result";
import { FailureMessage } from "./failure-message";
import { Sentences } from "./sentences";

type Success = Extract<FormState, { readonly ok: true }>;
type Failure = Extract<FormState, { readonly ok: false }>;

type FormMessagesProps = { readonly failure: Failure | null; readonly success: Success | null };

/** The result of a form's action, except field errors. Success is announced, so it is shown only without JavaScript. */
export function FormMessages({ failure, success }: FormMessagesProps) {
  return (
    <>
      <FailureMessage failure={failure && !hasFieldErrors(failure) ? failure : null} />
      {success && <SuccessMessage {...success} />}
    </>
  );
}

/** Whether a field of the form shows the failure. */
function hasFieldErrors({ fields, values }: Failure): boolean {
  return Object.keys(fields ?? {}).some((name) => Object.hasOwn(values, name));
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
