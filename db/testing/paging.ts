import type { Page } from "@/db/lists/page";

type Cursors = { readonly after?: string; readonly before?: string };

/** The pages of a list as one comes to them: from the first on to the last, and from there back. */
export async function pagesOf<Row>(page: (cursors: Cursors) => Promise<Page<Row>>) {
  let at = await page({});
  const { total, previous } = at;
  if (previous !== null) throw new Error("There is a page before the first.");
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
