import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HiddenUsername, NewPasswordField } from "@/components/passwords/password-fields";
import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { LanguageSelect } from "@/components/ui/language-select";
import { Name } from "@/components/ui/name";
import { PasswordField } from "@/components/ui/password-field";
import { PlainPage } from "@/components/ui/plain-page";
import { richText } from "@/components/ui/rich-text";
import { Select } from "@/components/ui/select";
import { TimeZoneOptions } from "@/components/ui/time-zone-options";
import type { Me } from "@/db/users/find-me";
import type { Locale } from "@/i18n/locale";
import { AccountMenu } from "./account-menu";
import { ResponseEmails } from "./response-emails";

type AccountPageProps = {
  readonly me: Me;
  /** Null for the browser's. */
  readonly language: Locale | null;
  readonly setLanguage: FormAction;
  readonly changePassword: FormAction;
  readonly setTimeZone: FormAction;
  readonly setResponseEmails: FormAction;
  readonly forgotPasswordHref: string;
  readonly myOrganizationsHref: string;
  readonly signOut: () => Promise<void>;
  readonly children: ReactNode;
};

/** The profile, password, email settings and sessions of the signed-in user. */
export function AccountPage(props: AccountPageProps) {
  const { me, myOrganizationsHref, signOut } = props;
  const t = useTranslations("account");
  return (
    <PlainPage
      wide
      title={t("title")}
      corner={
        <AccountMenu
          username={me.username}
          links={{ [t("myOrganizations")]: myOrganizationsHref }}
          signOut={signOut}
        />
      }
    >
      <Profile me={me} />
      <h2 className="mt-4 text-lg font-semibold">{t("password.title")}</h2>
      <div className="card flex flex-col gap-4 p-5 sm:p-6">
        <ActionForm action={props.changePassword} submitLabel={t("password.submit")} resetOnSuccess>
          <HiddenUsername username={me.username} />
          <PasswordField
            label={t("password.current")}
            showLabel={t("password.showCurrent")}
            name="current"
            autoComplete="current-password"
          />
          <NewPasswordField />
        </ActionForm>
        <p className="text-muted">
          {t("password.signsOut")}{" "}
          <a href={props.forgotPasswordHref} className="link">
            {t("password.forgot")}
          </a>
        </p>
      </div>
      <h2 className="mt-4 text-lg font-semibold">{t("language.title")}</h2>
      <div className="card p-5 sm:p-6">
        <ActionForm action={props.setLanguage} submitLabel={t("language.submit")}>
          <LanguageSelect
            key={props.language}
            label={t("language.label")}
            name="language"
            defaultValue={props.language ?? ""}
          >
            <option value="">{t("language.browser")}</option>
          </LanguageSelect>
        </ActionForm>
      </div>
      <h2 className="mt-4 text-lg font-semibold">{t("timeZone.title")}</h2>
      <div className="card p-5 sm:p-6">
        <ActionForm action={props.setTimeZone} submitLabel={t("timeZone.submit")}>
          <Select
            key={me.timeZone}
            label={t("timeZone.label")}
            name="timeZone"
            defaultValue={me.timeZone ?? ""}
          >
            <option value="">{t("timeZone.browser")}</option>
            <TimeZoneOptions />
          </Select>
        </ActionForm>
      </div>
      <h2 className="mt-4 text-lg font-semibold">{t("mails.title")}</h2>
      <div className="card p-5 sm:p-6">
        <ResponseEmails
          wanted={me.wantsResponseEmails}
          hasAddress={me.email !== null}
          change={props.setResponseEmails}
        />
      </div>
      {props.children}
    </PlainPage>
  );
}

function Profile({ me }: { readonly me: Me }) {
  const t = useTranslations("account.profile");
  return (
    <>
      <DescriptionList>
        <DescriptionItem term={t("username")}>
          <Name>{me.username}</Name>
        </DescriptionItem>
        <DescriptionItem term={t("name")}>
          <Name>{me.name}</Name>
        </DescriptionItem>
        <DescriptionItem term={t("email")}>
          {me.email ? <Name>{me.email}</Name> : <span className="text-muted">{t("noEmail")}</span>}
        </DescriptionItem>
        <DescriptionItem term={t("managedBy")}>
          <Name>{me.managedBy.name}</Name>
        </DescriptionItem>
      </DescriptionList>
      <p className="text-muted">{t.rich("changedThere", { ...richText, organization: me.managedBy.name })}</p>
    </>
  );
}
