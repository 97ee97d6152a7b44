import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { cx } from "@/components/ui/cx";
import { CheckIcon } from "@/components/ui/icons";
import type { FirstSteps } from "@/db/overview/first-steps";
import type { OverviewHrefs } from "./hrefs";

type FirstStepsCardProps = {
  readonly done: FirstSteps;
  readonly hrefs: OverviewHrefs;
  readonly organization: string;
  readonly parent: string | null;
  /** Opens the invite dialog. Null if the viewer can't invite, or there is no parent. */
  readonly inviteButton: ReactNode | null;
};

/**
 * What to do in a new organization, as far as the viewer can do it. Renders nothing when all of it is done. Roles and groups can
 * be there from the beginning, so that nobody has created them.
 */
export function FirstStepsCard(props: FirstStepsCardProps) {
  const t = useTranslations("overview.firstSteps");
  const steps = useSteps(props);
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <section aria-labelledby="first-steps" className="card flex flex-col gap-3 p-card">
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="first-steps" className="min-w-0 text-lg font-semibold">
            <bdi>{t("title", { organization: props.organization })}</bdi>
          </h2>
          <p className="text-muted">{t("progress", { done, total: steps.length })}</p>
        </div>
        <progress
          aria-labelledby="first-steps"
          value={done}
          max={steps.length}
          className={cx(
            "h-1.5 w-full appearance-none overflow-hidden rounded-full bg-default accent-accent",
            "[&::-moz-progress-bar]:bg-accent",
            "[&::-webkit-progress-bar]:bg-default [&::-webkit-progress-value]:bg-accent",
          )}
        />
      </div>
      <ol className="flex flex-col">
        {steps.map((step) => (
          <li
            key={step.id}
            className="flex min-h-12 items-center gap-3 border-separator py-1.5 not-first:border-t max-sm:items-start max-sm:py-3"
          >
            <StepMark done={step.done} />
            <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-2">
              <span className={`min-w-0 flex-1 basis-48 ${step.done ? "text-muted" : "font-medium"}`}>
                <bdi>
                  {step.done && (step.id === "role" || step.id === "group")
                    ? t(`steps.${step.id}.ready`)
                    : t(`steps.${step.id}.title`, { parent: props.parent ?? "" })}
                </bdi>
                {step.done && <span className="sr-only"> {t("done")}</span>}
              </span>
              {!step.done && step.control}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

type Step = {
  readonly id: "role" | "group" | "invite" | "organization" | "inviteBelow" | "user" | "settings";
  readonly done: boolean;
  readonly control: ReactNode;
};

function useSteps({ done, hrefs, parent, inviteButton }: FirstStepsCardProps): Step[] {
  const t = useTranslations("overview.firstSteps");
  const link = (id: Exclude<Step["id"], "invite">, isDone: boolean, href: string | null): Step[] =>
    href === null
      ? []
      : [
          {
            id,
            done: isDone,
            control: (
              <ButtonLink href={href} size="sm">
                {t(`steps.${id}.action`)}
              </ButtonLink>
            ),
          },
        ];
  if (parent === null) {
    return [
      ...link("organization", done.hasChild, hrefs.newOrganization),
      ...link("inviteBelow", done.hasInvitedBelow, hrefs.openOrganization),
      ...link("user", done.hasUsers, hrefs.newUser),
      ...link("settings", done.hasSettings, hrefs.settings),
    ];
  }
  return [
    ...link("role", done.hasRole, hrefs.newRole),
    ...link("group", done.hasGroup, hrefs.newGroup),
    ...(inviteButton ? [{ id: "invite", done: done.hasInvited, control: inviteButton } as const] : []),
    ...link("settings", done.hasSettings, hrefs.settings),
  ];
}

function StepMark({ done }: { readonly done: boolean }) {
  return done ? (
    <span
      className={cx(
        "grid size-5 shrink-0 place-items-center rounded-full",
        "bg-success-soft text-success-soft-foreground [&>svg]:size-3.5",
      )}
    >
      <CheckIcon />
    </span>
  ) : (
    <span aria-hidden="true" className="size-5 shrink-0 rounded-full border-2 border-field-border" />
  );
}
