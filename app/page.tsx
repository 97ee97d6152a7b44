import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getDb } from "@/app/_server/database";
import { consolePath, MY_ORGANIZATIONS } from "@/app/_server/paths";
import { readSession } from "@/app/_server/session";
import { FindOrganizationForm } from "@/components/sign-in/find-organization-form";
import { ClientMessages } from "@/components/ui/client-messages";
import { PlainPage } from "@/components/ui/plain-page";
import { searchSwitchableOrganizations } from "@/db/organizations/search-switchable";
import type { Session } from "@/db/sessions/session";
import { findMe } from "@/db/users/find-me";
import { findOrganizationAction } from "./actions";

/** Redirects users to where they work, and asks signed-out visitors for their organization. */
export default async function HomePage() {
  const session = await readSession();
  if (session && (await findMe({ db: getDb(), session }))) redirect(await homePath(session));
  const t = await getTranslations("sign-in.findOrganization");
  return (
    <PlainPage title={t("title")}>
      <ClientMessages namespaces={["sign-in"]}>
        <FindOrganizationForm action={findOrganizationAction} />
      </ClientMessages>
    </PlainPage>
  );
}

/** The first organization in which the user can work, starting with the one that manages the account. */
async function homePath(session: Session): Promise<string> {
  const [first] = await searchSwitchableOrganizations({ db: getDb(), session, search: "" });
  return first ? consolePath({ root: first.handle, orgId: first.id }) : MY_ORGANIZATIONS;
}
