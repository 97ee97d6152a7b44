/** The panel with the organizations that the viewer can switch to. */
export const SWITCHER = "organization-switcher";

/** Opens the switcher, and on a narrow screen the drawer that contains it. */
export function openSwitcher(): void {
  const sidebar = document.getElementById("sidebar");
  if (sidebar && getComputedStyle(sidebar).display === "none") sidebar.showPopover();
  document.getElementById(SWITCHER)?.showPopover();
}
