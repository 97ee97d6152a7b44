import { useTranslations } from "next-intl";
import type { FormAction } from "@/components/ui/form-state";
import { LastDayField } from "@/components/ui/last-day-field";
import { richText } from "@/components/ui/rich-text";
import { SaveForm } from "@/components/ui/save-form";
import { Section } from "@/components/ui/section";
import { Sentences } from "@/components/ui/sentences";
import type { User } from "@/db/users/get";
import { lastDay } from "@/lib/days";

type MembershipEndFormProps = {
  readonly user: User;
  readonly organizationName: string;
  readonly timeZone: string;
  readonly change: FormAction;
};

export function MembershipEndForm({ user, organizationName, timeZone, change }: MembershipEndFormProps) {
  const t = useTranslations("users.membershipEnd");
  const endsOn = user.endsAt ? lastDay(user.endsAt, timeZone) : "";
  return (
    <Section headingId="end" title={t("title")}>
      <div className="card p-card *:max-w-2xl">
        <SaveForm action={change} saved={endsOn}>
          <input type="hidden" name="userId" value={user.userId} />
          <LastDayField name="endsOn" defaultValue={endsOn} />
          <p className="text-muted">
            <Sentences
              of={[t("notices"), t.rich("below", { ...richText, organization: organizationName })]}
            />
          </p>
        </SaveForm>
      </div>
    </Section>
  );
}
