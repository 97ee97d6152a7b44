import { randomUUID } from "node:crypto";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { findContext } from "@/db/access/find-context";
import { Forbidden, Invalid, NotFound, Refusal } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import { isReadOnly, isUnavailable } from "@/db/unavailable";
import type { ActionFailure, ActionResult, FormState } from "@/lib/action-result";
import { currentRequest, noteRequest } from "./current-request";
import { getDb } from "./database";
import { readForm, valuesIn } from "./form";
import { log } from "./log";
import { readScope, type Scope } from "./paths";
import { remoteAddress, requireSameOrigin } from "./request";
import { readSession } from "./session";

type Call<Input, Output> = (call: { ctx: RequestContext; input: Input }) => Promise<Output>;

/**
 * A server action of the console: who, where, whether they may (the verb asks), what they sent, then the one verb.
 * `scope` is bound by the page and taken as hostile all the same.
 * @param options.refreshes false where the page itself goes with what was changed, and the screen leads on
 */
export function consoleAction<Input, Output>(
  schema: z.ZodType<Input>,
  verb: Call<Input, Output>,
  { refreshes = true } = {},
) {
  return async (scope: Scope, sent: Input): Promise<ActionResult<Output>> => {
    try {
      await requireSameOrigin();
      const ctx = await contextOf(scope);
      const data = await verb({ ctx, input: parse(schema, sent) });
      if (refreshes) refresh();
      return { ok: true, data };
    } catch (error) {
      return failureOf(error);
    }
  };
}

/** What a form leads to once it has done its work: a sentence, and where to go on. */
type Outcome = { readonly message: string; readonly href?: string };

/**
 * The same, for a form: it works without script too, and what was entered comes back with what is wrong.
 * @param outcome made of what the verb answers
 */
export function consoleForm<Input extends object, Output>(
  schema: z.ZodObject & z.ZodType<Input>,
  verb: Call<Input, Output>,
  outcome: (done: { ctx: RequestContext; scope: Scope; input: Input; output: Output }) => Outcome,
) {
  return async (scope: Scope, _before: FormState, form: FormData): Promise<FormState> => {
    const sent = readForm(form, schema);
    try {
      await requireSameOrigin();
      const ctx = await contextOf(scope);
      const input = parse(schema, sent);
      const output = await verb({ ctx, input });
      const done = outcome({
        ctx,
        scope: { root: ctx.organization.handle, orgId: ctx.organization.id },
        input,
        output,
      });
      if (!done.href) refresh();
      return { ok: true, ...done };
    } catch (error) {
      return { ...failureOf(error), values: valuesIn(sent) };
    }
  };
}

async function contextOf(scope: Scope): Promise<RequestContext> {
  const { root, orgId: organizationId } = readScope(scope);
  const [session, address] = await Promise.all([readSession(), remoteAddress()]);
  const access = await findContext({ db: getDb(), session, root, organizationId, address });
  switch (access.state) {
    case "open":
      noteRequest({ organizationId: access.ctx.organization.id });
      return access.ctx;
    case "signed-out":
      throw new SignedOut("You are signed out. Sign in again in another tab, then come back and try again.");
    case "inactive":
      throw new Forbidden(`${access.organization.name} is inactive.`);
    case "no-rights":
      throw new Forbidden();
    case "absent":
      throw new NotFound();
  }
}

class SignedOut extends Refusal {
  readonly kind = "forbidden";
}

export function parse<Input>(schema: z.ZodType<Input>, sent: unknown): Input {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]),
  );
  throw new Invalid(Object.values(fields)[0] ?? "What was sent cannot be read.", fields);
}

const DATABASE_AWAY =
  "Usher's database does not answer just now. What you entered is still here: try again in a moment.";

const READ_ONLY =
  "Usher can't save changes right now. What you entered is still here: try again in a moment.";

/** The model's few kinds of refusal in words; anything else is logged whole, and the screen shows the request's id. */
export function failureOf(error: unknown): ActionFailure {
  unstable_rethrow(error);
  const failure = failureInWords(error);
  noteRequest({ outcome: failure.kind });
  return failure;
}

function failureInWords(error: unknown): ActionFailure {
  if (error instanceof Refusal) {
    const fields = error instanceof Invalid ? error.fields : undefined;
    return { ok: false, kind: error.kind, message: error.message, ...(fields && { fields }) };
  }
  if (isUnavailable(error)) {
    log.warn({ err: error }, "An action found no database.");
    return { ok: false, kind: "unavailable", message: isReadOnly(error) ? READ_ONLY : DATABASE_AWAY };
  }
  const errorId = currentRequest()?.id ?? randomUUID();
  log.error({ err: error, errorId }, "An action failed.");
  const message = `Something went wrong on our side, and nothing was changed. Try again. If it stays, give this number to whoever runs Usher: ${errorId}`;
  return { ok: false, kind: "unexpected", message, errorId };
}
