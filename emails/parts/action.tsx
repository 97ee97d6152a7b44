import { Button, Link, Text } from "react-email";
import type { PageLocale } from "@/i18n/locale";
import { translatorFor } from "@/i18n/translator";
import type { ButtonColors } from "@/lib/color";
import { colors, ownButton } from "./styles";

type ActionProps = { locale: PageLocale; label: string; link: string; colors?: ButtonColors };

/** A button, and its address for email programs that don't show buttons. */
export function Action({ locale, label, link, colors: buttonColors = ownButton }: ActionProps) {
  const { color, label: labelColor } = buttonColors;
  const colored = { backgroundColor: color, border: `1px solid ${color}`, color: labelColor };
  const t = translatorFor(locale, "emails.frame");
  return (
    <>
      <div className="action">
        <Button className="button" href={link} style={{ ...button, ...colored }}>
          {label}
        </Button>
      </div>
      <Text className="muted" data-skip-in-text="true" style={address}>
        {t("orOpenAddress")}
        <br />
        <Link className="link" href={link} style={plain}>
          {link}
        </Link>
      </Text>
    </>
  );
}

const button = {
  borderRadius: "8px",
  fontSize: "16px",
  fontWeight: 600,
  margin: "32px 0 0",
  padding: "14px 28px",
  textAlign: "center" as const,
};
const address = { color: colors.muted, fontSize: "12.5px", lineHeight: "20px", margin: "18px 0 0" };
const plain = { color: colors.link, overflowWrap: "anywhere" as const, wordBreak: "break-all" as const };
