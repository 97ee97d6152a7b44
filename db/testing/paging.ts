import type { Page } from "@/db/lists/page";

type Cursors = { readonly after?: string; readonly before?: string };

/** Pages through a list to the end and back. @returns the pages seen in each direction, in the order of the list */
export async function pagesOf<Row>(page: (cursors: Cursors) => Promise<Page<Row>>) {
  let at = await page({});
  const { total, previous } = at;
  if (previous !== null) throw new Error("The first page has a previous page.");
  const there = [at.rows];
  while (at.next) {
    at = await page({ after: at.next });
    there.push(at.rows);
  }
  const back = [at.rows];
  while (at.previous) {
    at = await page({ before: at.previous });
    back.unshift(at.rows);
  }
  return { there, back, total };
}
