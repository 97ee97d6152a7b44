import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { LastDayField } from "@/components/ui/last-day-field";
import { richText } from "@/components/ui/rich-text";
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
  return (
    <section aria-labelledby="end" className="flex flex-col gap-3">
      <h2 id="end" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <div className="card max-w-xl p-5">
        <ActionForm action={change} submitLabel={t("submit")} variant="outline">
          <input type="hidden" name="userId" value={user.userId} />
          <LastDayField
            key={user.endsAt?.getTime() ?? 0}
            name="endsOn"
            defaultValue={user.endsAt ? lastDay(user.endsAt, timeZone) : ""}
          />
        </ActionForm>
        <p className="mt-3 text-muted">{t("notices")}</p>
        <p className="text-muted">{t.rich("below", { ...richText, organization: organizationName })}</p>
      </div>
    </section>
  );
}
