import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { build } from "@/app/_server/build";
import { ConsolePage } from "@/app/_server/console-page";
import { getEnv } from "@/app/_server/env";
import { withNotFoundPage } from "@/app/_server/not-found-page";
import { guardPage } from "@/app/_server/page-guard";
import { consolePath, type Scope, scopeOf, signInAddress } from "@/app/_server/paths";
import { OrganizationAddresses } from "@/components/settings/organization-addresses";
import { RestoreDefaults } from "@/components/settings/restore-defaults";
import { SettingsEditor } from "@/components/settings/settings-editor";
import { SettingsEditors } from "@/components/settings/settings-editors";
import { SettingsFacts } from "@/components/settings/settings-facts";
import { SettingsNavigation } from "@/components/settings/settings-navigation";
import { brandSheet } from "@/components/ui/brand-style";
import { TimeZoneOptions } from "@/components/ui/time-zone-options";
import { can } from "@/db/request-context";
import { getSettings } from "@/db/settings/get";
import {
  editLogoAction,
  editSettingsAction,
  removeLogoAction,
  restoreDefaultsAction,
  sendTestEmailAction,
} from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("pageTitle") };
}

export default withNotFoundPage(SettingsPage);

async function SettingsPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params, "settings.view");
  const { settings, logo, editors } = await getSettings({ ctx });
  const t = await getTranslations("settings");
  const scope = scopeOf(ctx);
  const emailHref = consolePath(scope, "/settings/email-preview");
  return (
    <ConsolePage ctx={ctx} current="settings" title={t("title")} namespaces={["settings"]}>
      {settings.color && (
        <link rel="stylesheet" href={brandSheet(settings.color).href} precedence="default" />
      )}
      {can(ctx, "settings.edit") && <SettingsNavigation />}
      {can(ctx, "settings.edit") ? (
        <SettingsEditor
          settings={settings}
          timeZoneOptions={<TimeZoneOptions />}
          logo={logo}
          edit={editSettingsAction.bind(null, scope)}
          editLogo={editLogoAction.bind(null, scope)}
          removeLogo={removeLogoAction.bind(null, scope)}
          sendTestEmail={sendTestEmailAction.bind(null, scope)}
          email={ctx.actor.email}
          emailHref={emailHref}
        />
      ) : (
        <SettingsFacts settings={settings} logo={logo} emailHref={emailHref} />
      )}
      <OrganizationAddresses
        id={ctx.organization.id}
        signInAddress={signInAddress(scope, ctx.organization.ancestors.length === 0, getEnv().BASE_URL)}
      />
      <SettingsEditors editors={editors} ancestors={ctx.organization.ancestors} />
      {can(ctx, "settings.edit") && (
        <RestoreDefaults settings={settings} logo={logo} restore={restoreDefaultsAction.bind(null, scope)} />
      )}
      <p className="text-sm text-muted">
        {t(build.commit ? "build" : "version", { version: build.version, commit: build.commit ?? "" })}
      </p>
    </ConsolePage>
  );
}
