import { useTranslations } from "next-intl";
import { GroupCheckboxes } from "@/components/groups/group-checkboxes";
import { LifetimeOptions } from "@/components/invite/more-options";
import { ActionForm } from "@/components/ui/action-form";
import { FileField } from "@/components/ui/file-field";
import type { FormAction } from "@/components/ui/form-state";
import { LastDayField } from "@/components/ui/last-day-field";
import { LimitedTextArea } from "@/components/ui/limited-text-area";
import { RadioCards } from "@/components/ui/radio-cards";
import { richText } from "@/components/ui/rich-text";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import type { DraftText } from "@/db/bulk-actions/find-draft";
import type { GroupChoice } from "@/db/groups/types";
import type { Translator } from "@/i18n/translator";
import { MAX_INVITED, UPLOAD_BYTES } from "@/lib/bulk-actions";
import { NOTE_LENGTH } from "@/lib/invitations";
import { BulkInviteHelp } from "./bulk-invite-help";

export type BulkInviteFormProps = {
  readonly action: FormAction;
  /** Makes a form that is submitted twice invite once. */
  readonly requestId: string;
  readonly parentName: string;
  readonly organizationName: string;
  readonly lifetimeHours: number;
  readonly groups: readonly GroupChoice[];
  /** The form's values when people come back from the preview. */
  readonly entered: DraftText | null;
  readonly cancelHref: string;
};

export function BulkInviteForm({ action, requestId, groups, entered, ...props }: BulkInviteFormProps) {
  const t = useTranslations("bulk-actions.form");
  const options = useTranslations("invite.options");
  return (
    <div className="grid items-start gap-x-6 gap-y-5 xl:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="flex min-w-0 flex-col gap-4 max-xl:max-w-xl">
        <p className="text-muted">
          {t.rich("intro", {
            ...richText,
            parent: props.parentName,
            organization: props.organizationName,
          })}
        </p>
        <ActionForm
          action={action}
          submitLabel={t("submit")}
          cancelHref={props.cancelHref}
          keepsInput
          isResultShownNext
        >
          <input type="hidden" name="requestId" value={requestId} />
          <RadioCards
            legend={t("way.legend")}
            name="way"
            options={[pasteOption(t, entered), fileOption(t)]}
          />
          {groups.length > 0 && (
            <GroupCheckboxes legend={t("groups")} groups={groups} checked={entered?.groupIds ?? []} />
          )}
          <Select
            label={options("lifetime.label")}
            name="lifetimeHours"
            defaultValue={entered?.lifetimeHours ?? ""}
          >
            <LifetimeOptions defaultHours={props.lifetimeHours} />
          </Select>
          <LastDayField name="endsOn" defaultValue={entered?.endsOn ?? ""} />
          <TextArea
            label={options("note.label")}
            name="note"
            defaultValue={entered?.note ?? ""}
            maxLength={NOTE_LENGTH}
            hint={options("note.hint", { max: NOTE_LENGTH })}
          />
        </ActionForm>
      </div>
      <BulkInviteHelp />
    </div>
  );
}

type FormTranslator = Translator<"bulk-actions.form">;

const pasteOption = (t: FormTranslator, entered: DraftText | null) => ({
  value: "paste",
  label: t("way.paste"),
  children: (
    <LimitedTextArea
      label={t("usernames.label")}
      name="usernames"
      rows={8}
      defaultValue={entered?.usernames ?? ""}
      hint={t(entered?.usernames === null ? "usernames.tooLong" : "usernames.hint", { max: MAX_INVITED })}
      limit={{ bytes: UPLOAD_BYTES, message: t("usernames.tooLarge") }}
      autoComplete="off"
      verbatim
    />
  ),
});

/** Marked as UTF-8, so that spreadsheets open and save it as UTF-8. */
const CSV_TEMPLATE = `data:text/csv;charset=utf-8,${encodeURIComponent("\uFEFFusername,groups\r\n")}`;

const fileOption = (t: FormTranslator) => ({
  value: "file",
  label: t("way.file"),
  children: (
    <>
      <FileField
        label={t("file.label")}
        name="file"
        required={false}
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        hint={t("file.hint", { max: MAX_INVITED })}
        limit={{ bytes: UPLOAD_BYTES, message: t("file.tooLarge") }}
      />
      <a href={CSV_TEMPLATE} download="bulk-invite.csv" className="link self-start">
        {t("file.template")}
      </a>
    </>
  ),
});
