import type { MyPlace } from "@/db/organizations/mine";
import { consolePath, MY_ORGANIZATIONS } from "./paths";

/** Where somebody belongs: the first console that opens for them, their own organization's before others. */
export function homePath({ organizations }: MyPlace): string {
  const first = organizations.find(({ active, enterable }) => active && enterable);
  return first ? consolePath({ root: first.handle, orgId: first.id }) : MY_ORGANIZATIONS;
}
