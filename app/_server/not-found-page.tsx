import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageTitle } from "@/components/frame/page-title";
import { ButtonLink } from "@/components/ui/button-link";
import type { RequestContext } from "@/db/request-context";
import { ConsolePage } from "./console-page";
import { noteRequest } from "./current-request";
import { findAccess } from "./page-guard";
import { consolePath, type Scope, scopeOf } from "./paths";

/**
 * Shows "not found" inside the console's frame to viewers who can work in the organization. All others get
 * `app/not-found.tsx`. Next's own way would send the frame twice with every page, and needs script to show it.
 */
export function withNotFoundPage<Props extends { readonly params: Promise<Scope> }>(
  Page: (props: Props) => Promise<ReactNode>,
) {
  return async (props: Props): Promise<ReactNode> => {
    try {
      return await Page(props);
    } catch (error) {
      if (!isNotFoundError(error)) throw error;
      const { root, orgId } = await props.params;
      const access = await findAccess(root, orgId);
      if (access.state !== "open") throw error;
      noteRequest({ isMissing: true });
      return <NotFoundPage ctx={access.ctx} />;
    }
  };
}

/** What `notFound()` throws. */
function isNotFoundError(error: unknown): boolean {
  return error instanceof Error && "digest" in error && error.digest === "NEXT_HTTP_ERROR_FALLBACK;404";
}

async function NotFoundPage({ ctx }: { readonly ctx: RequestContext }) {
  const t = await getTranslations("common");
  const title = t("notFound.title");
  return (
    <ConsolePage ctx={ctx} current={null} title={title} breadcrumbs={[{ label: title }]}>
      <PageTitle>{t("pageTitle").replace("%s", title)}</PageTitle>
      <div className="flex flex-col items-start gap-4">
        <p className="text-muted">{t("notFound.text")}</p>
        <ButtonLink href={consolePath(scopeOf(ctx))} variant="primary">
          {t("notFound.overview")}
        </ButtonLink>
      </div>
    </ConsolePage>
  );
}
