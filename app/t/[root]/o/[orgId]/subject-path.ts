import { consolePath, scopeOf } from "@/app/_server/paths";
import type { SubjectPage } from "@/db/audit/subject-page";
import type { RequestContext } from "@/db/request-context";

const PAGES: Record<SubjectPage, string> = {
  user: "/users",
  invitation: "/users/invitations",
  group: "/groups",
  role: "/roles",
  organization: "/organizations",
};

/** The page of what an event is about. */
export function subjectPath(ctx: RequestContext, page: SubjectPage, id: string): string {
  return consolePath(scopeOf(ctx), `${PAGES[page]}/${id}`);
}
