import { notFound, redirect } from "next/navigation";
import { getDb } from "@/app/_server/database";
import { consolePath } from "@/app/_server/paths";
import { findRoot } from "@/db/organizations/find";

/** A handle leads to its root organization, which sees to the rest. */
export default async function RootPage({ params }: { params: Promise<{ root: string }> }) {
  const { root } = await params;
  const organization = await findRoot(getDb(), root);
  if (!organization) notFound();
  redirect(consolePath({ root, orgId: organization.id }));
}
