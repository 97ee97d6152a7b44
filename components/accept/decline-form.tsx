import { SubmitButton } from "@/components/ui/submit-button";
import { DECLINE_REASON_LENGTH } from "@/lib/invitations";

/** Opens by itself, without script, and asks once: why, if one wants to say. */
export function DeclineForm({ decline }: { readonly decline: (form: FormData) => Promise<void> }) {
  return (
    <details>
      <summary className="button button--lg button--outline inline-flex list-none">Decline…</summary>
      <form action={decline} className="card mt-3 flex flex-col gap-3 px-5 py-4">
        <div className="text-field">
          <label htmlFor="reason" className="label">
            Reason
          </label>
          <textarea
            id="reason"
            name="reason"
            rows={3}
            maxLength={DECLINE_REASON_LENGTH}
            aria-describedby="reason-hint"
            className="textarea textarea--full-width"
          />
          <p id="reason-hint" className="description">
            Optional. Who invited you, and others who manage invitations there, can read it.
          </p>
        </div>
        <SubmitButton look="outline">Decline invitation</SubmitButton>
      </form>
    </details>
  );
}
