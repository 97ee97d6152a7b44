import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Name } from "@/components/ui/name";
import { TextField } from "@/components/ui/text-field";
import type { User } from "@/db/users/get";
import { lastDay } from "@/lib/dates";

type MembershipEndFormProps = {
  readonly user: User;
  readonly organizationName: string;
  readonly change: FormAction;
};

export function MembershipEndForm({ user, organizationName, change }: MembershipEndFormProps) {
  return (
    <section aria-labelledby="end" className="flex flex-col gap-3">
      <h2 id="end" className="text-lg font-semibold">
        Last day
      </h2>
      <div className="card max-w-xl p-5">
        <ActionForm action={change} submitLabel="Save last day" variant="outline">
          <input type="hidden" name="userId" value={user.userId} />
          <TextField
            key={user.endsAt?.getTime() ?? 0}
            label="Last day as a user"
            name="endsOn"
            type="date"
            defaultValue={user.endsAt ? lastDay(user.endsAt) : ""}
            hint="The membership ends with this day, by UTC. Leave it empty for no end. Both sides get a mail a week before."
          />
        </ActionForm>
        <p className="mt-3 text-muted">
          Memberships below <Name>{organizationName}</Name> that came through this one end with it.
        </p>
      </div>
    </section>
  );
}
