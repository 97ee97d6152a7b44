"use client";

import { type ReactNode, useLayoutEffect, useRef } from "react";
import { Brand } from "@/components/ui/brand";
import { brandProperties, brandSheet } from "@/components/ui/brand-style";
import { Logo } from "@/components/ui/logo";
import { Name } from "@/components/ui/name";
import { DEFAULT_COLOR } from "@/lib/color";

export type Shown = {
  readonly name: string;
  readonly senderName: string | null;
  readonly color: string | null;
  readonly logo: { readonly src: string } | null;
};

/** How the mail and the acceptance page of an invitation look, in light and in dark. */
export function BrandPreview(shown: Shown) {
  return (
    <section aria-label="Preview" className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">Preview</h2>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-1">
        <InScheme scheme="light" {...shown} />
        <InScheme scheme="dark" {...shown} />
      </div>
    </section>
  );
}

function InScheme({ scheme, ...shown }: Shown & { readonly scheme: "light" | "dark" }) {
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="text-muted">In {scheme}</figcaption>
      <div
        data-scheme={scheme}
        className="flex flex-col gap-4 rounded-xl border border-border bg-background p-4 text-foreground"
      >
        <Mail {...shown} />
        <AcceptPage {...shown} />
      </div>
    </figure>
  );
}

function Mail({ name, senderName, color, logo }: Shown) {
  const sender = senderName ?? name;
  return (
    <Sheet label="The mail" color={color ?? DEFAULT_COLOR} button="Accept invitation">
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

function AcceptPage({ name, color, logo }: Shown) {
  return (
    <Sheet label="The acceptance page" color={color} button="Accept invitation">
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
  readonly button: string;
  readonly children: ReactNode;
};

function Sheet({ label, color, button, children }: SheetProps) {
  const sheet = useRef<HTMLDivElement>(null);
  // The style sheet has the saved color. What is typed is set by script: the page's policy allows no style attributes.
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
        <span className="button button--primary pointer-events-none">{button}</span>
      </div>
    </div>
  );
}
