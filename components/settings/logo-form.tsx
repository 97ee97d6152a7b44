"use client";

import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { Disclosure } from "@/components/ui/disclosure";
import { FileField } from "@/components/ui/file-field";
import { Logo } from "@/components/ui/logo";
import type { Logo as LogoImage } from "@/db/settings/get";
import { LOGO_BYTES, LOGO_TOO_LARGE } from "@/lib/settings";

type LogoFormProps = {
  readonly name: string;
  readonly logo: LogoImage | null;
  readonly edit: FormAction;
  readonly remove: FormAction;
  readonly onPick: (src: string | null) => void;
};

const TYPES = ["image/png", "image/jpeg", "image/webp"];

export function LogoForm({ name, logo, edit, remove, onPick }: LogoFormProps) {
  return (
    <section aria-label="Logo" className="flex flex-col items-start gap-4">
      <h2 className="text-lg font-semibold">Logo</h2>
      {logo ? <Logo logo={logo} name={name} /> : <p className="text-muted">There is no logo yet.</p>}
      <ActionForm action={edit} submitLabel={logo ? "Replace logo" : "Upload logo"} variant="outline">
        <FileField
          key={logo?.src}
          label="Image"
          name="logo"
          hint="PNG, JPEG or WebP, at most 1 MB. It is drawn anew, at most 320 by 96 pixels; what else the file holds is left out."
          accept={TYPES.join()}
          limit={{ bytes: LOGO_BYTES, message: LOGO_TOO_LARGE }}
          onPick={(file) => previewFile(file, onPick)}
        />
      </ActionForm>
      {logo && (
        <Disclosure label="Remove logo">
          <p>
            The mails and acceptance pages of invitations will show no logo. To have it back, upload it again.
          </p>
          <ActionForm action={remove} submitLabel="Remove the logo" variant="danger" />
        </Disclosure>
      )}
    </section>
  );
}

/** Reads an image as a data URL for the preview. Null for other files. */
function previewFile(file: File | null, onPick: (src: string | null) => void) {
  if (!file || !TYPES.includes(file.type)) return onPick(null);
  const reader = new FileReader();
  reader.onload = () => onPick(String(reader.result));
  reader.readAsDataURL(file);
}
