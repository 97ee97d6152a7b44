import { expect, test } from "vitest";
import { translatorFor } from "@/i18n/translator";
import { choiceMeant, matchingChoices, unclearChoice } from "./choices";

const t = translatorFor("en", "common");
const groups = [{ name: "Support" }, { name: "Support leads" }, { name: "Équipe" }];

function meant(text: string) {
  return choiceMeant(matchingChoices(groups, text), text)?.name ?? null;
}

test("a typed name stands for the choice with this name, ignoring case and accents", () => {
  expect(meant(" support ")).toBe("Support");
  expect(meant("SUPPORT LEADS")).toBe("Support leads");
  expect(meant("equipe")).toBe("Équipe");
  expect(meant("\u200bÉQUİPE\u00a0")).toBe("Équipe");
});

test("part of a name stands for the only choice that contains it", () => {
  expect(meant("leads")).toBe("Support leads");
  expect(meant("supp")).toBeNull();
  expect(meant("sales")).toBeNull();
});

test("a name that two choices have stands for neither", () => {
  expect(choiceMeant([{ name: "Grace" }, { name: "Grace" }], "grace")).toBeNull();
});

test("a username stands for its user, even if other users' names contain it", () => {
  const users = [
    { name: "Grace Holloway", alias: "grace" },
    { name: "Grace Lee", alias: "glee" },
  ];
  expect(choiceMeant(users, "grace")).toBe(users[0]);
});

test("a text that stands for no choice has a reason", () => {
  expect(unclearChoice(t, "group", groups, "supp")).toBe(
    "“supp” matches several groups. Choose one from the list, or clear the field.",
  );
  expect(unclearChoice(t, "group", [], "Sales ")).toBe(
    "No group matches “Sales”. Choose one from the list, or clear the field.",
  );
});
