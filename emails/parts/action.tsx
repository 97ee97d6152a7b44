import { Button, Link, Text } from "react-email";
import { colors } from "./look";

/** The one thing to do in a mail: a button, and its address for those whose program draws none. */
export function Action({ label, link }: { label: string; link: string }) {
  return (
    <>
      <Button className="button" href={link} style={button}>
        {label}
      </Button>
      <Text className="muted" data-skip-in-text="true" style={address}>
        Or open this address:
        <br />
        <Link className="link" href={link} style={plain}>
          {link}
        </Link>
      </Text>
    </>
  );
}

const button = {
  backgroundColor: colors.accent,
  borderRadius: "12px",
  color: colors.onAccent,
  fontSize: "16px",
  fontWeight: 600,
  margin: "32px 0 0",
  padding: "14px 28px",
  textAlign: "center" as const,
};
const address = { color: colors.muted, fontSize: "12.5px", lineHeight: "20px", margin: "18px 0 0" };
const plain = { color: colors.accent, overflowWrap: "anywhere" as const, wordBreak: "break-all" as const };
