import type { ReactNode } from "react";
import { type PlainName, plainName } from "../plain-name";
import { Logo } from "./logo";

export type SenderProps = {
  senderName: PlainName;
  /** All three, or none: an email with a logo is drawn apart from one without. */
  logoSrc?: string;
  logoWidth?: string;
  logoHeight?: string;
};

export type SenderFacts = {
  senderName: string;
  /** The sender's name is the name of another organization of the tree. */
  imitates: boolean;
  /** `cid` names the picture that goes with the email. */
  logo: { readonly cid: string; readonly width: number; readonly height: number } | null;
};

/** Takes the name as it is stored; it can do no harm in the email. */
export function senderProps({ senderName, logo }: SenderFacts): SenderProps {
  return {
    senderName: plainName(senderName),
    ...(logo && {
      logoSrc: `cid:${logo.cid}`,
      logoWidth: String(logo.width),
      logoHeight: String(logo.height),
    }),
  };
}

/** Above the card: the organization's logo, or the name of the sender. */
export function senderHeader(props: SenderProps, organizationName: PlainName): ReactNode {
  const { senderName, logoSrc, logoWidth = "", logoHeight = "" } = props;
  if (!logoSrc) return senderName;
  return <Logo src={logoSrc} width={logoWidth} height={logoHeight} alt={organizationName} />;
}

/** The name in the email's From. */
export function senderInFrom({ senderName, imitates }: SenderFacts): string {
  return imitates ? `${plainName(senderName)} via Usher` : plainName(senderName);
}
