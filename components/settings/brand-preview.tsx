"use client";

import { type ReactNode, useLayoutEffect, useRef } from "react";
import { Brand } from "@/components/ui/brand";
import { brandProperties, brandSheet } from "@/components/ui/brand-style";
import { buttonStyle } from "@/components/ui/button-style";
import { Logo } from "@/components/ui/logo";
import { Name } from "@/components/ui/name";
import { DEFAULT_COLOR } from "@/lib/color";

export type Branding = {
  readonly name: string;
  readonly senderName: string | null;
  readonly color: string | null;
  readonly logo: { readonly src: string } | null;
};

/** A preview of the invitation email and the acceptance page, in both color schemes. */
export function BrandPreview(branding: Branding) {
  return (
    <section aria-label="Preview" className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">Preview</h2>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-1">
        <ColorScheme scheme="light" {...branding} />
        <ColorScheme scheme="dark" {...branding} />
      </div>
    </section>
  );
}

function ColorScheme({ scheme, ...branding }: Branding & { readonly scheme: "light" | "dark" }) {
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="text-muted">In {scheme}</figcaption>
      <div
        data-scheme={scheme}
        className="flex flex-col gap-4 rounded-xl border border-border bg-background p-4 text-foreground"
      >
        <Mail {...branding} />
        <AcceptPage {...branding} />
      </div>
    </figure>
  );
}

function Mail({ name, senderName, color, logo }: Branding) {
  const sender = senderName ?? name;
  return (
    <Sheet label="The mail" color={color ?? DEFAULT_COLOR}>
      <p className="text-muted">
        From <Name className="font-medium text-foreground">{sender}</Name>
      </p>
      {logo ? <Logo logo={logo} name={name} /> : <Name className="font-semibold text-muted">{sender}</Name>}
      <p className="text-base font-semibold">
        Join <Name>{name}</Name>
      </p>
    </Sheet>
  );
}

function AcceptPage({ name, color, logo }: Branding) {
  return (
    <Sheet label="The acceptance page" color={color}>
      {logo ? <Logo logo={logo} name={name} /> : <Brand />}
      <p className="text-base font-semibold">
        Join <Name>{name}</Name>
      </p>
    </Sheet>
  );
}

type SheetProps = {
  readonly label: string;
  readonly color: string | null;
  readonly children: ReactNode;
};

function Sheet({ label, color, children }: SheetProps) {
  const sheet = useRef<HTMLDivElement>(null);
  // The style sheet has the saved color. Script sets an unsaved one, because the CSP allows no style attributes.
  useLayoutEffect(() => {
    for (const [name, value] of color ? brandProperties(color) : [])
      sheet.current?.style.setProperty(name, value);
  }, [color]);
  return (
    <div
      ref={sheet}
      className={`flex min-w-0 flex-col items-start gap-2 ${color ? brandSheet(color).className : ""}`}
    >
      <p className="text-xs text-muted">{label}</p>
      <div className="card flex w-full min-w-0 flex-col items-start gap-3 p-4">
        {children}
        <span className={buttonStyle({ variant: "primary", className: "pointer-events-none" })}>
          Accept invitation
        </span>
      </div>
    </div>
  );
}
