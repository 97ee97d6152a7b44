import type { Metadata } from "next";
import { getDb } from "@/app/_server/database";
import { forgotPasswordPath } from "@/app/_server/paths";
import { InvalidLink } from "@/components/passwords/invalid-link";
import { SetPassword } from "@/components/passwords/set-password";
import { findPasswordLink } from "@/db/passwords/find-link";
import { setPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Password", referrer: "no-referrer" };

type SetPasswordPageProps = { params: Promise<{ link?: string[] }> };

/**
 * Opening it changes nothing. Every path below /set-password comes here, so that all wrong links look the same. They get a
 * page rather than `notFound()`, which Next renders with script only.
 */
export default async function SetPasswordPage({ params }: SetPasswordPageProps) {
  const { link: parts = [] } = await params;
  const link = parts.length === 1 && parts[0] ? parts[0] : "";
  const found = await findPasswordLink({ db: getDb(), link });
  switch (found.state) {
    case "ready":
      return <SetPassword owner={found.owner} action={setPasswordAction.bind(null, link)} />;
    case "expired": {
      const { id, handle } = found.organization;
      return <InvalidLink askHref={forgotPasswordPath({ root: handle, orgId: id })} />;
    }
    case "unknown":
      return <InvalidLink askHref={null} />;
  }
}
