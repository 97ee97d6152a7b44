import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Name } from "@/components/ui/name";
import { RadioCards } from "@/components/ui/radio-cards";
import { TextField } from "@/components/ui/text-field";

type NewOrganizationFormProps = {
  readonly parentName: string;
  /** Makes a form that is submitted twice create one organization. */
  readonly requestId: string;
  readonly action: FormAction;
  readonly cancelHref: string;
};

export function NewOrganizationForm({ parentName, requestId, action, cancelHref }: NewOrganizationFormProps) {
  return (
    <div className="max-w-xl">
      <ActionForm action={action} submitLabel="Create organization" cancelHref={cancelHref}>
        <input type="hidden" name="requestId" value={requestId} />
        <TextField label="Name" name="name" autoComplete="off" maxLength={120} required />
        <RadioCards
          legend="First administrator"
          name="first"
          options={[
            {
              value: "invite",
              label: (
                <>
                  Invite a user of <Name>{parentName}</Name>
                </>
              ),
              children: (
                <TextField
                  label="Username of the user to invite"
                  name="invitee"
                  hint="They get a mail with a link to accept."
                  verbatim
                  autoComplete="off"
                  maxLength={254}
                />
              ),
            },
            {
              value: "create",
              label: "Create a new user",
              children: (
                <>
                  <TextField label="Username" name="username" verbatim autoComplete="off" maxLength={254} />
                  <TextField label="Full name" name="personName" autoComplete="off" maxLength={120} />
                  <TextField
                    label="E-mail"
                    name="email"
                    inputMode="email"
                    hint="They get a mail with a link to set a password. The new organization manages the account."
                    verbatim
                    autoComplete="off"
                    maxLength={254}
                  />
                </>
              ),
            },
          ]}
        />
      </ActionForm>
    </div>
  );
}
