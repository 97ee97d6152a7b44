import { groupCheckbox } from "@/components/groups/group-checkbox";
import { LifetimeOptions } from "@/components/invite/more-options";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { FileField } from "@/components/ui/file-field";
import { Name } from "@/components/ui/name";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { DraftText } from "@/db/bulk-actions/find-draft";
import type { GroupChoice } from "@/db/groups/types";
import { UPLOAD_BYTES, UPLOAD_TOO_LARGE } from "@/lib/bulk-actions";
import { NOTE_LENGTH } from "@/lib/invitations";

type BulkInviteFormProps = {
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
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <p className="text-muted">
        Users of <Name className="font-medium text-foreground">{props.parentName}</Name> get a mail with a
        link into <Name className="font-medium text-foreground">{props.organizationName}</Name>. Before
        anything is sent you see what would happen with each.
      </p>
      <ActionForm action={action} submitLabel="Preview" cancelHref={props.cancelHref}>
        <input type="hidden" name="requestId" value={requestId} />
        <RadioCards
          legend="Whom to invite"
          name="way"
          options={[pasteOption(entered?.usernames), FILE_OPTION]}
        />
        {groups.length > 0 && (
          <CheckboxGroup
            legend="Groups for all of them"
            name="groupIds"
            checked={entered?.groupIds ?? []}
            choices={groups.map(groupCheckbox)}
          />
        )}
        <Select label="The link works for" name="lifetimeHours" defaultValue={entered?.lifetimeHours ?? ""}>
          <LifetimeOptions defaultHours={props.lifetimeHours} />
        </Select>
        <TextField
          label="Last day as a user"
          name="endsOn"
          type="date"
          defaultValue={entered?.endsOn ?? ""}
          hint="Optional. The memberships end with this day, by UTC."
        />
        <TextArea
          label="Note"
          name="note"
          defaultValue={entered?.note ?? ""}
          maxLength={NOTE_LENGTH}
          hint={`Optional. Plain text for the mail and the page of each, at most ${NOTE_LENGTH} characters.`}
        />
      </ActionForm>
    </div>
  );
}

const pasteOption = (usernames = "") => ({
  value: "paste",
  label: "Paste usernames",
  children: (
    <TextArea
      label="Usernames"
      name="usernames"
      rows={8}
      defaultValue={usernames}
      maxLength={UPLOAD_BYTES}
      hint="At most 10,000, with lines, blanks, commas or semicolons between them."
      autoComplete="off"
      verbatim
    />
  ),
});

/** Marked as UTF-8, so that spreadsheets open and save it as UTF-8. */
const CSV_TEMPLATE = `data:text/csv;charset=utf-8,${encodeURIComponent("\uFEFFusername,groups\r\n")}`;

const FILE_OPTION = {
  value: "file",
  label: "Upload a CSV file",
  children: (
    <>
      <FileField
        label="File"
        name="file"
        required={false}
        accept=".csv,text/csv"
        hint="UTF-8, at most 1 MB and 10,000 lines. Columns: “username”, and if wanted “groups” with | between them."
        limit={{ bytes: UPLOAD_BYTES, message: UPLOAD_TOO_LARGE }}
      />
      <a href={CSV_TEMPLATE} download="bulk-invite.csv" className="link self-start">
        Download a template
      </a>
    </>
  ),
};
