"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useSelection } from "@/components/ui/selection";
import { SelectionBar } from "@/components/ui/selection-bar";
import { ChangeMatching, type Matching } from "./change-matching";
import { type DeleteInvitations, DeleteSelected } from "./delete-invitations";
import { type Resend, ResendSelected } from "./resend";

type InvitationsSelectionProps = {
  readonly resend: Resend | null;
  readonly deleteInvitations: DeleteInvitations | null;
  /** Null if the page shows all of them. */
  readonly matching: Matching | null;
};

/**
 * The bar for the selected rows. Once all rows of a page are selected, it offers to select those of all pages. All actions stay
 * mounted, because the list can refresh while their dialogs are open.
 */
export function InvitationsSelection({ resend, deleteInvitations, matching }: InvitationsSelectionProps) {
  const t = useTranslations("invitations.matching");
  const { selected, selectable } = useSelection();
  const [allWanted, setAllWanted] = useState(false);
  const others = matching && hasMore(matching, selectable.length) ? matching : null;
  const pageSelected = selected.length === selectable.length;
  const all = others && pageSelected && allWanted ? others : null;
  const { count, more } = matching?.count ?? { count: 0, more: false };
  return (
    <SelectionBar
      message={all ? t(more ? "manySelected" : "allSelected", { count }) : undefined}
      onClear={() => setAllWanted(false)}
    >
      {matching && (
        <div className={all ? "contents" : "hidden"}>
          <ChangeMatching {...matching} />
        </div>
      )}
      {!all && others && pageSelected && (
        <Button size="sm" onClick={() => setAllWanted(true)}>
          {t(more ? "selectMany" : "selectAll", { count })}
        </Button>
      )}
      <div className={all ? "hidden" : "contents"}>
        {resend && <ResendSelected action={resend} />}
        {deleteInvitations && <DeleteSelected action={deleteInvitations} />}
      </div>
    </SelectionBar>
  );
}

function hasMore({ count }: Matching, shown: number): boolean {
  return count.more || count.count > shown;
}
