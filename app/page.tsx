import { redirect } from "next/navigation";
import { getDb } from "@/app/_server/database";
import { homePath } from "@/app/_server/home";
import { readSession } from "@/app/_server/session";
import { FindOrganization } from "@/components/find-organization";
import { findMyPlace } from "@/db/organizations/mine";
import { findOrganizationAction } from "./actions";

/** Leads to where one belongs; to somebody signed out it asks for the organization. */
export default async function HomePage() {
  const session = await readSession();
  const place = session && (await findMyPlace({ db: getDb(), session }));
  if (place) redirect(homePath(place));
  return <FindOrganization action={findOrganizationAction} />;
}
