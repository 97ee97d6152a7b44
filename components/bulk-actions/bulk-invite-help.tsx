import { useTranslations } from "next-intl";

const STEPS = ["enter", "review", "send"] as const;

/** Column names and names of groups aren't translated. */
const EXAMPLE = `username,groups
grace,Support
linus,Support|Booking managers
margaret,`;

/** How a bulk invite goes, and what a file looks like. Beside the form, or below it in a narrow window. */
export function BulkInviteHelp() {
  const t = useTranslations("bulk-actions.form.help");
  return (
    <aside
      aria-labelledby="bulk-invite-help"
      className="card flex min-w-0 flex-col gap-3 p-card max-xl:max-w-xl"
    >
      <h2 id="bulk-invite-help" className="font-semibold">
        {t("title")}
      </h2>
      <ol className="flex list-decimal flex-col gap-1.5 ps-5 text-muted">
        {STEPS.map((step) => (
          <li key={step}>{t(`steps.${step}`)}</li>
        ))}
      </ol>
      <h3 className="pt-1 font-medium">{t("example")}</h3>
      <pre
        translate="no"
        dir="ltr"
        className="rounded-lg bg-default whitespace-pre-wrap wrap-anywhere p-3 font-mono text-xs leading-5"
      >
        {EXAMPLE}
      </pre>
    </aside>
  );
}
