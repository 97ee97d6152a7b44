import type { ReactNode } from "react";
import { Heading, Text } from "react-email";
import type { PageLocale } from "@/i18n/locale";
import { translatorFor } from "@/i18n/translator";
import { colors } from "./styles";

type TextProps = { children: ReactNode };

export function Title({ children }: TextProps) {
  return (
    <Heading as="h1" className="ink" style={title}>
      {children}
    </Heading>
  );
}

export function Paragraph({ children }: TextProps) {
  return (
    <Text className="ink" style={paragraph}>
      {children}
    </Text>
  );
}

export function Greeting({ locale, name }: { locale: PageLocale; name: string }) {
  const t = translatorFor(locale, "emails.frame");
  return <Paragraph>{t("greeting", { name })}</Paragraph>;
}

export function Note({ children }: TextProps) {
  return (
    <Text className="muted" style={note}>
      {children}
    </Text>
  );
}

/** Text that a user wrote, set apart from the text of the email. */
export function Quote({ locale, by, children }: TextProps & { locale: PageLocale; by: string }) {
  const t = translatorFor(locale, "emails.frame");
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={quote}>
      <tbody>
        <tr>
          <td className="quote" style={quoted}>
            <Text className="muted" style={quotedBy}>
              {t("quoteBy", { name: by })}
            </Text>
            <Text className="ink" style={quotedText}>
              {children}
            </Text>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const title = {
  color: colors.ink,
  fontSize: "26px",
  fontWeight: 600,
  letterSpacing: "-0.015em",
  lineHeight: "33px",
  margin: "0 0 12px",
  overflowWrap: "anywhere" as const,
};
const paragraph = {
  color: colors.ink,
  fontSize: "16px",
  lineHeight: "25px",
  margin: "0 0 12px",
  overflowWrap: "anywhere" as const,
};
const note = {
  color: colors.muted,
  fontSize: "14px",
  lineHeight: "22px",
  margin: "20px 0 0",
  overflowWrap: "anywhere" as const,
};
const quote = { margin: "20px 0 0" };
const quoted = { border: `0 solid ${colors.line}`, borderLeftWidth: "3px", padding: "2px 0 2px 16px" };
const quotedBy = { color: colors.muted, fontSize: "14px", lineHeight: "22px", margin: 0 };
const quotedText = { ...paragraph, margin: 0 };
