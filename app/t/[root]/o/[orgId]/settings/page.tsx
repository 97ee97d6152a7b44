import type { Metadata } from "next";
import { build } from "@/app/_server/build";
import { ConsolePage, scopeOf } from "@/app/_server/console-page";
import { guardPage } from "@/app/_server/page-guard";
import type { Scope } from "@/app/_server/paths";
import { SettingsEditor } from "@/components/settings/settings-editor";
import { SettingsEditors } from "@/components/settings/settings-editors";
import { SettingsFacts } from "@/components/settings/settings-facts";
import { brandSheet } from "@/components/ui/brand-style";
import { can } from "@/db/request-context";
import { getSettings } from "@/db/settings/get";
import { DEFAULT_COLOR } from "@/lib/color";
import { editLogoAction, editSettingsAction, removeLogoAction, restoreDefaultsAction } from "./actions";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<Scope> }) {
  const ctx = await guardPage(params, "settings.view");
  const { settings, logo, editors } = await getSettings({ ctx });
  const scope = scopeOf(ctx);
  return (
    <ConsolePage ctx={ctx} current="Settings" title="Settings">
      {[...new Set([DEFAULT_COLOR, settings.color ?? DEFAULT_COLOR])].map((color) => (
        <link key={color} rel="stylesheet" href={brandSheet(color).href} precedence="default" />
      ))}
      {can(ctx, "settings.edit") ? (
        <SettingsEditor
          settings={settings}
          logo={logo}
          edit={editSettingsAction.bind(null, scope)}
          editLogo={editLogoAction.bind(null, scope)}
          removeLogo={removeLogoAction.bind(null, scope)}
          restoreDefaults={restoreDefaultsAction.bind(null, scope)}
        />
      ) : (
        <SettingsFacts settings={settings} logo={logo} />
      )}
      <SettingsEditors editors={editors} ancestors={ctx.organization.ancestors} />
      <p className="text-sm text-muted">
        Usher {build.version}
        {build.commit && ` (commit ${build.commit})`}
      </p>
    </ConsolePage>
  );
}
