import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HiddenUsername, NewPasswordField } from "@/components/passwords/password-fields";
import { ActionForm } from "@/components/ui/action-form";
import { Copyable } from "@/components/ui/copyable";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import type { FormAction } from "@/components/ui/form-state";
import { LanguageSelect } from "@/components/ui/language-select";
import { Name } from "@/components/ui/name";
import { PasswordField } from "@/components/ui/password-field";
import { PlainPage } from "@/components/ui/plain-page";
import { richText } from "@/components/ui/rich-text";
import { SaveForm } from "@/components/ui/save-form";
import { Select } from "@/components/ui/select";
import { Sentences } from "@/components/ui/sentences";
import { TimeZoneOptions } from "@/components/ui/time-zone-options";
import type { Me } from "@/db/users/find-me";
import type { Locale } from "@/i18n/locale";
import { AccountMenu } from "./account-menu";
import { ResponseEmails } from "./response-emails";

type AccountPageProps = {
  readonly me: Me;
  /** Null for the browser's. */
  readonly language: Locale | null;
  readonly setPreferences: FormAction;
  readonly changePassword: FormAction;
  readonly setResponseEmails: FormAction;
  readonly forgotPasswordHref: string;
  readonly accountHref: string;
  readonly myOrganizationsHref: string;
  readonly signOut: () => Promise<void>;
  readonly children: ReactNode;
};

/** The profile, preferences, password and sessions of the signed-in user. */
export function AccountPage(props: AccountPageProps) {
  const { me, accountHref, myOrganizationsHref, signOut } = props;
  const t = useTranslations("account");
  const language = props.language ?? "";
  const timeZone = me.timeZone ?? "";
  return (
    <PlainPage
      wide
      title={t("title")}
      corner={
        <AccountMenu
          account={me}
          accountHref={accountHref}
          myOrganizationsHref={myOrganizationsHref}
          signOut={signOut}
        />
      }
    >
      <Profile me={me} />
      <Section id="preferences" title={t("preferences.title")}>
        <SaveForm action={props.setPreferences} saved={`${language} ${timeZone}`}>
          <LanguageSelect label={t("preferences.language.label")} name="language" defaultValue={language}>
            <option value="">{t("preferences.language.browser")}</option>
          </LanguageSelect>
          <Select label={t("preferences.timeZone.label")} name="timeZone" defaultValue={timeZone}>
            <option value="">{t("preferences.timeZone.browser")}</option>
            <TimeZoneOptions />
          </Select>
        </SaveForm>
        <ResponseEmails
          wanted={me.wantsResponseEmails}
          hasAddress={me.email !== null}
          hasConfirmedAddress={me.hasConfirmedAddress}
          change={props.setResponseEmails}
        />
      </Section>
      <Section id="password" title={t("password.title")}>
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
          <Sentences
            of={[
              t("password.signsOut"),
              <a key="forgot" href={props.forgotPasswordHref} className="link">
                {t("password.forgot")}
              </a>,
            ]}
          />
        </p>
      </Section>
      {props.children}
    </PlainPage>
  );
}

type SectionProps = { readonly id: string; readonly title: string; readonly children: ReactNode };

function Section({ id, title, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2 id={id} className="mt-4 text-lg font-semibold">
        {title}
      </h2>
      <div className="card flex flex-col gap-4 p-card">{children}</div>
    </section>
  );
}

function Profile({ me }: { readonly me: Me }) {
  const t = useTranslations("account.profile");
  return (
    <>
      <DescriptionList>
        <DescriptionItem term={t("username")}>
          <Copyable kind="username" value={me.username} />
        </DescriptionItem>
        <DescriptionItem term={t("name")}>
          <Name>{me.name}</Name>
        </DescriptionItem>
        <DescriptionItem term={t("email")}>
          {me.email ? (
            <Copyable kind="email" value={me.email} />
          ) : (
            <span className="text-muted">{t("noEmail")}</span>
          )}
        </DescriptionItem>
        <DescriptionItem term={t("managedBy")}>
          <Name>{me.managedBy.name}</Name>
        </DescriptionItem>
        <DescriptionItem term={t("id")}>
          <Copyable kind="id" value={me.id} />
        </DescriptionItem>
      </DescriptionList>
      <p className="text-muted">{t.rich("changedThere", { ...richText, organization: me.managedBy.name })}</p>
    </>
  );
}
