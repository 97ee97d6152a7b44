import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getDb } from "@/app/_server/database";
import { linkIn } from "@/app/_server/link-param";
import { forgotPasswordPath } from "@/app/_server/paths";
import { InvalidLink } from "@/components/passwords/invalid-link";
import { SetPassword } from "@/components/passwords/set-password";
import { findPasswordLink } from "@/db/passwords/find-link";
import { setPasswordAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("passwords.set");
  return { title: t("pageTitle"), referrer: "no-referrer" };
}

type SetPasswordPageProps = { params: Promise<{ link?: string[] }> };

/**
 * Opening it changes nothing. Every path below /set-password comes here, so that all wrong links look the same. They get a
 * page rather than `notFound()`, which Next renders with script only.
 */
export default async function SetPasswordPage({ params }: SetPasswordPageProps) {
  const link = linkIn((await params).link);
  const found = await findPasswordLink({ db: getDb(), link });
  switch (found.state) {
    case "ready":
      return <SetPassword owner={found.owner} action={setPasswordAction.bind(null, link)} />;
    case "expired": {
      const { id, handle } = found.organization;
      return (
        <InvalidLink host={found.organization} askHref={forgotPasswordPath({ root: handle, orgId: id })} />
      );
    }
    case "unknown":
      return <InvalidLink askHref={null} />;
  }
}
