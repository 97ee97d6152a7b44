/** @returns the link that a click follows: to another page of this site, or other parameters of this one, in this tab */
export function followedLink(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || link.hasAttribute("download")) return null;
  const isHere = link.target === "" || link.target === "_self";
  return isHere && link.origin === location.origin && pathOf(link) !== pathOf(location) ? link : null;
}

function pathOf({ pathname, search }: HTMLAnchorElement | Location): string {
  return pathname + search;
}
