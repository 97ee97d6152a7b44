"use client";

import { useTranslations } from "next-intl";
import { SettingsSection } from "@/components/settings/settings-section";
import { ActionForm } from "@/components/ui/action-form";
import { Disclosure } from "@/components/ui/disclosure";
import { FileField } from "@/components/ui/file-field";
import type { FormAction } from "@/components/ui/form-state";
import { Logo } from "@/components/ui/logo";
import { SaveForm } from "@/components/ui/save-form";
import type { Logo as LogoImage } from "@/db/settings/get";
import { LOGO_BYTES, LOGO_SIZE } from "@/lib/settings";

type LogoFormProps = {
  readonly organizationName: string;
  readonly logo: LogoImage | null;
  readonly edit: FormAction;
  readonly remove: FormAction;
  /** Called with an image to preview, or null for the saved logo. */
  readonly onPreview: (src: string | null) => void;
};

const TYPES = ["image/png", "image/jpeg", "image/webp"];

export function LogoForm({ organizationName, logo, edit, remove, onPreview }: LogoFormProps) {
  const t = useTranslations("settings.logo");
  return (
    <SettingsSection id="logo" title={t("title")}>
      <div className="card p-card flex flex-col items-start gap-4">
        {logo ? <Logo logo={logo} name={organizationName} /> : <p className="text-muted">{t("none")}</p>}
        <div className="w-full">
          <SaveForm
            action={edit}
            saved={logo?.src ?? ""}
            submitLabel={t(logo ? "replace" : "upload")}
            onDiscard={() => onPreview(null)}
          >
            <FileField
              label={t("image.label")}
              name="logo"
              hint={t("image.hint", LOGO_SIZE)}
              accept={TYPES.join()}
              limit={{ bytes: LOGO_BYTES, message: t("image.tooLarge") }}
              onPick={(file) => previewFile(file, onPreview)}
            />
          </SaveForm>
        </div>
        {logo && (
          <Disclosure label={t("remove.title")} variant="danger-outline">
            <p>{t("remove.consequences")}</p>
            <ActionForm action={remove} submitLabel={t("remove.submit")} variant="danger" />
          </Disclosure>
        )}
      </div>
    </SettingsSection>
  );
}

/** Reads an image as a data URL. Other files have no preview. */
function previewFile(file: File | null, onPreview: (src: string | null) => void) {
  if (!file || !TYPES.includes(file.type)) return onPreview(null);
  const reader = new FileReader();
  reader.onload = () => onPreview(String(reader.result));
  reader.readAsDataURL(file);
}
