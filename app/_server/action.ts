import { randomUUID } from "node:crypto";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { findContext } from "@/db/access/find-context";
import { isOverload, isReadOnly, isUnavailable } from "@/db/connection/unavailable";
import { Forbidden, Invalid, NotFound, Refusal } from "@/db/errors";
import type { RequestContext } from "@/db/request-context";
import type { Translator } from "@/i18n/translator";
import type { ActionFailure, ActionResult, FormState } from "@/lib/action-result";
import { fieldText } from "@/lib/fields";
import { refusalText } from "@/lib/refusals";
import { logFailure } from "./availability";
import { currentRequest, noteRequest } from "./current-request";
import { getDb } from "./database";
import { readForm, valuesIn } from "./form";
import { log } from "./log";
import { type ActionScope, readAccountId, readScope, type Scope } from "./paths";
import { remoteAddress, requireSameOrigin } from "./request";
import { parseSent } from "./sent-values";
import { requireSessionOf, SignedOut } from "./session";

type Command<Input, Output> = (call: { ctx: RequestContext; input: Input }) => Promise<Output>;

/**
 * Makes a server action of a command: it finds the caller's context, parses the input and runs the command, which checks the
 * permission. The page binds `scope`, but clients can send another one, so it isn't trusted. It contains the account for
 * which the page was rendered, so that another account that has signed in since can't use the page.
 * @param options.refreshes false if the change removes the page itself, and the component navigates
 */
export function consoleAction<Input, Output>(
  schema: z.ZodType<Input>,
  command: Command<Input, Output>,
  { refreshes = true } = {},
) {
  return async (scope: ActionScope, sent: Input): Promise<ActionResult<Output>> => {
    try {
      await requireSameOrigin();
      const ctx = await contextOf(scope);
      const data = await command({ ctx, input: parse(schema, sent) });
      if (refreshes) refresh();
      return { ok: true, data };
    } catch (error) {
      return await failureOf(error);
    }
  };
}

/** The message after a form has succeeded, and where to go next. */
type Outcome = { readonly message: string; readonly href?: string };

type Done<Input, Output> = {
  readonly t: Translator;
  readonly ctx: RequestContext;
  readonly scope: Scope;
  readonly input: Input;
  readonly output: Output;
};

/**
 * Like `consoleAction`, for a form. It also works without JavaScript, and returns the submitted values with an error.
 * @param outcome makes the message from what the command returns
 */
export function consoleForm<Input extends object, Output>(
  schema: z.ZodObject & z.ZodType<Input>,
  command: Command<Input, Output>,
  outcome: (done: Done<Input, Output>) => Outcome,
) {
  return async (scope: ActionScope, _before: FormState, form: FormData): Promise<FormState> => {
    const sent = readForm(form, schema);
    try {
      await requireSameOrigin();
      const ctx = await contextOf(scope);
      const input = parse(schema, sent);
      const output = await command({ ctx, input });
      const done = outcome({
        t: await getTranslations(),
        ctx,
        scope: { root: ctx.organization.handle, orgId: ctx.organization.id },
        input,
        output,
      });
      if (!done.href) refresh();
      return { ok: true, ...done };
    } catch (error) {
      return { ...(await failureOf(error)), values: valuesIn(sent) };
    }
  };
}

async function contextOf(scope: ActionScope): Promise<RequestContext> {
  const { root, orgId: organizationId } = readScope(scope);
  const [session, address] = await Promise.all([requireSessionOf(readAccountId(scope)), remoteAddress()]);
  const access = await findContext({ db: getDb(), session, root, organizationId, address });
  switch (access.state) {
    case "open":
      noteRequest({ organizationId: access.ctx.organization.id });
      return access.ctx;
    case "signed-out":
      throw new SignedOut();
    case "inactive":
      throw new Forbidden({ code: "organization-inactive", organization: access.organization.name });
    case "no-rights":
      throw new Forbidden();
    case "absent":
      throw new NotFound();
  }
}

class UnreadableForm extends Error {
  constructor(readonly issues: readonly z.core.$ZodIssue[]) {
    super("A form doesn't match its schema.");
  }
}

export function parse<Input>(schema: z.ZodType<Input>, sent: unknown): Input {
  const parsed = parseSent(schema, sent);
  if (parsed.success) return parsed.data;
  throw new UnreadableForm(parsed.issues);
}

/** Turns an error into a result for the screen. Unexpected errors are logged, and the screen shows the request's id. */
export async function failureOf(error: unknown): Promise<ActionFailure> {
  unstable_rethrow(error);
  const failure = describeFailure(await getTranslations(), error);
  noteRequest({ outcome: failure.kind });
  return failure;
}

function describeFailure(t: Translator, error: unknown): ActionFailure {
  if (error instanceof UnreadableForm) {
    const texts = error.issues.map((issue) => [issue.path.join("."), fieldText(t, issue)] as const);
    const message = texts[0]?.[1] ?? refusalText(t, { code: "unreadable-input" });
    return { ok: false, kind: "invalid", message, fields: Object.fromEntries(texts) };
  }
  if (error instanceof Refusal) {
    const fields = error instanceof Invalid ? fieldErrors(t, error) : undefined;
    return { ok: false, kind: error.kind, message: refusalText(t, error.reason), ...(fields && { fields }) };
  }
  if (isUnavailable(error)) {
    void logFailure(error, "An action found no database.");
    return { ok: false, kind: "unavailable", message: unavailableText(t, error) };
  }
  const errorId = currentRequest()?.id ?? randomUUID();
  log.error({ err: error, errorId }, "An action failed.");
  return { ok: false, kind: "unexpected", message: t("problems.unexpected", { id: errorId }), errorId };
}

function unavailableText(t: Translator, error: unknown): string {
  if (isReadOnly(error)) return t("problems.readOnly");
  return isOverload(error) ? t("common.rejections.busy") : t("problems.databaseAway");
}

function fieldErrors(t: Translator, { fields }: Invalid): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, reason]) => [name, refusalText(t, reason)]));
}
