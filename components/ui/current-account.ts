/**
 * For what is kept in the tab: another account that signs in there must not get it.
 * @returns the username of the page's viewer
 */
export function currentAccount(): string {
  return document.querySelector<HTMLElement>("[data-account]")?.dataset.account ?? "";
}
