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

type Command<Input, Output> = (call: { ctx: RequestContext; input: Input }) => Promise<Output>;

/**
 * Makes a server action of a command: it finds the caller's context, parses the input and runs the command, which checks the
 * permission. The page binds `scope`, but clients can send another one, so it isn't trusted.
 * @param options.refreshes false if the page itself disappears with the change and the component navigates
 */
export function consoleAction<Input, Output>(
  schema: z.ZodType<Input>,
  command: Command<Input, Output>,
  { refreshes = true } = {},
) {
  return async (scope: Scope, sent: Input): Promise<ActionResult<Output>> => {
    try {
      await requireSameOrigin();
      const ctx = await contextOf(scope);
      const data = await command({ ctx, input: parse(schema, sent) });
      if (refreshes) refresh();
      return { ok: true, data };
    } catch (error) {
      return failureOf(error);
    }
  };
}

/** The message of a form that succeeded, and where to go next. */
type Outcome = { readonly message: string; readonly href?: string };

/**
 * The same for a form. It works without script too, and returns the submitted values with an error.
 * @param outcome makes the message from what the command returns
 */
export function consoleForm<Input extends object, Output>(
  schema: z.ZodObject & z.ZodType<Input>,
  command: Command<Input, Output>,
  outcome: (done: { ctx: RequestContext; scope: Scope; input: Input; output: Output }) => Outcome,
) {
  return async (scope: Scope, _before: FormState, form: FormData): Promise<FormState> => {
    const sent = readForm(form, schema);
    try {
      await requireSameOrigin();
      const ctx = await contextOf(scope);
      const input = parse(schema, sent);
      const output = await command({ ctx, input });
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

/** Turns an error into a result for the screen. Unexpected errors are logged, and the screen shows the request's id. */
export function failureOf(error: unknown): ActionFailure {
  unstable_rethrow(error);
  const failure = describeFailure(error);
  noteRequest({ outcome: failure.kind });
  return failure;
}

function describeFailure(error: unknown): ActionFailure {
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
  const message =
    "Something went wrong on our side, and nothing was changed. Try again. If it stays, give this number to " +
    `whoever runs Usher: ${errorId}`;
  return { ok: false, kind: "unexpected", message, errorId };
}
