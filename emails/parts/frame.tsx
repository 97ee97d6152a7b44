import type { ReactNode } from "react";
import { Body, Container, Head, Html, Text } from "react-email";
import { directionOf, type PageLocale } from "@/i18n/locale";
import { translatorFor } from "@/i18n/translator";
import type { ButtonColors } from "@/lib/color";
import { brand, colors, ownButton, styleSheet } from "./styles";

type FrameProps = {
  locale: PageLocale;
  title: string;
  preheader: ReactNode;
  children: ReactNode;
  /** Above the card. */
  header?: ReactNode;
  button?: ButtonColors;
};

/** The page of every email: the header, the card and the footer. */
export function Frame({
  locale,
  title,
  preheader,
  children,
  header = "Usher",
  button = ownButton,
}: FrameProps) {
  const t = translatorFor(locale, "emails.frame");
  const dir = directionOf(locale);
  return (
    <Html lang={locale} dir={dir}>
      <Head>
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <style>{styleSheet(button)}</style>
      </Head>
      <Body className="page" lang={locale} dir={dir} style={page}>
        <Preheader>{preheader}</Preheader>
        <Container style={column}>
          {typeof header === "string" ? (
            <Text className="muted" style={{ ...brand, margin: "0 4px 16px" }}>
              {header}
            </Text>
          ) : (
            header
          )}
          <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={table}>
            <tbody>
              <tr>
                <td className="card" style={card}>
                  {children}
                </td>
              </tr>
            </tbody>
          </table>
          <Text className="muted" style={smallPrint}>
            {t("footer")}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The line that an inbox shows after the subject. The blanks keep the text of the email out of it. */
function Preheader({ children }: { children: ReactNode }) {
  return (
    <div data-skip-in-text="true" style={hidden}>
      {children}
      {"\u00a0\u200c".repeat(80)}
    </div>
  );
}

const hidden = {
  display: "none",
  maxHeight: 0,
  maxWidth: 0,
  opacity: 0,
  overflow: "hidden",
  lineHeight: "1px",
};
const page = {
  backgroundColor: colors.page,
  fontFamily: 'Inter, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif',
  margin: 0,
  padding: "40px 12px",
};
const column = { maxWidth: "560px", margin: "0 auto" };
const table = { borderCollapse: "separate" as const, width: "100%" };
const card = {
  backgroundColor: colors.card,
  border: `1px solid ${colors.line}`,
  borderRadius: "12px",
  padding: "40px",
};
const smallPrint = { color: colors.muted, fontSize: "13px", lineHeight: "20px", margin: "20px 4px 0" };
