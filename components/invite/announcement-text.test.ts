import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { announcementText } from "./announcement-text";

const t = translatorFor("en", "invite.chips.announcements");

test("a change of one username names it", () => {
  expect(announcementText(t, { code: "added", name: "grace" })).toBe("grace added.");
  expect(announcementText(t, { code: "duplicate", name: "grace" })).toBe("grace is already in the list.");
});

test("many added usernames are counted, with how many of them are new", () => {
  expect(announcementText(t, { code: "added-many", added: 1000, count: 1000 })).toBe(
    "1,000 usernames added.",
  );
  expect(announcementText(t, { code: "added-many", added: 3, count: 5 })).toBe(
    "3 of 5 usernames added. The others were already in the list.",
  );
});
