import { buttonStyle } from "@/components/ui/button-style";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { DECLINE_REASON_LENGTH } from "@/lib/invitations";

/** Opens without JavaScript, and asks for an optional reason. */
export function DeclineForm({ decline }: { readonly decline: (form: FormData) => Promise<void> }) {
  return (
    <details>
      <summary className={buttonStyle({ size: "lg", className: "inline-flex list-none" })}>Decline…</summary>
      <form action={decline} className="card mt-3 flex flex-col gap-3 px-5 py-4">
        <TextArea
          label="Reason"
          name="reason"
          maxLength={DECLINE_REASON_LENGTH}
          hint="Optional. Who invited you, and others who manage invitations there, can read it."
        />
        <SubmitButton variant="outline">Decline invitation</SubmitButton>
      </form>
    </details>
  );
}
