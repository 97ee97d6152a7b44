import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CATALOGS } from "@/i18n/catalogs";
import { ExactTime } from "./exact-time";
import { LastDay } from "./last-day";
import { LastDayField } from "./last-day-field";
import { OrganizationClockProvider } from "./organization-clock";
import { RelativeTime } from "./relative-time";

const CLOCK = { timeZone: "America/Los_Angeles", zoneName: "Pacific Time", today: "2026-11-23" };
const MIDNIGHT_THERE = new Date("2026-12-04T08:00:00Z");
const MIDNIGHT_IN_UTC = new Date("2026-12-04T00:00:00Z");

/** For a viewer in Auckland, on a page of an organization in Los Angeles. */
function markupOf(children: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="Pacific/Auckland" messages={CATALOGS.en}>
      <OrganizationClockProvider clock={CLOCK}>{children}</OrganizationClockProvider>
    </NextIntlClientProvider>,
  );
}

const textOf = (children: ReactNode) => markupOf(children).replace(/<[^>]*>/g, "");

test("a moment is shown in the viewer's time zone", () => {
  expect(textOf(<ExactTime date={MIDNIGHT_IN_UTC} />)).toBe("Dec 4, 2026, 1:00 PM GMT+13");
});

test("a last day is shown in the organization's time zone, and names it on request", () => {
  expect(textOf(<LastDay endsAt={MIDNIGHT_THERE} />)).toBe("Dec 3, 2026");
  expect(textOf(<LastDay endsAt={MIDNIGHT_THERE} named />)).toBe("Dec 3, 2026 (Pacific Time)");
  expect(textOf(<LastDay endsAt={MIDNIGHT_IN_UTC} timeZone="UTC" named />)).toBe("Dec 3, 2026 (UTC)");
});

test("an end in the middle of a day there has its time", () => {
  expect(textOf(<LastDay endsAt={MIDNIGHT_IN_UTC} named />)).toBe("Dec 3, 2026, 4:00 PM PST");
});

test("times can have the focus, which opens their tooltip, and keep their moment in UTC", () => {
  const markup = markupOf(<RelativeTime date={MIDNIGHT_IN_UTC} now={MIDNIGHT_THERE} />);
  expect(markup).toContain('dateTime="2026-12-04T00:00:00.000Z"');
  expect(markup).toContain('tabindex="0"');
  expect(markup).toContain("8 hours ago");
  expect(textOf(<RelativeTime date={MIDNIGHT_IN_UTC} now={MIDNIGHT_IN_UTC} />)).toBe("just now");
});

test("the field for a last day allows today there up to five years ahead, and says when access ends", () => {
  const markup = markupOf(<LastDayField name="endsOn" />);
  expect(markup).toContain('min="2026-11-23"');
  expect(markup).toContain('max="2031-11-23"');
  expect(markup).toContain("Access lasts until the end of this day (Pacific Time).");
});

test("the field for a last day has the chosen day in words", () => {
  const chosen = "Until the end of Thursday, Dec 3, 2026 (Pacific Time).";
  expect(textOf(<LastDayField name="endsOn" defaultValue="2026-12-03" />)).toContain(chosen);
  expect(textOf(<LastDayField value="2026-12-03" onChange={() => undefined} />)).toContain(chosen);
});
