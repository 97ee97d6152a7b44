import { expect, test } from "vitest";
import { explain, type Source } from "@/db/access/explain";

const HERE = "here";
const ABOVE = "above";

const source = (name: string, permissions: string[], administrator = false): Source => ({
  group: { id: `group ${name}`, name },
  role: { id: `role ${name}`, name: `${name} role` },
  administrator,
  permissions,
});

/** With the rights that the sources give, as the database adds them up. */
const explained = (sources: Source[], above: { administrator?: boolean; permissions?: string[] } = {}) =>
  explain({
    path: [ABOVE, HERE],
    rights: [
      { organizationId: ABOVE, administrator: false, permissions: [], ...above },
      {
        organizationId: HERE,
        administrator: sources.some(({ administrator }) => administrator),
        permissions: sources.flatMap(({ permissions }) => permissions),
      },
    ],
    sources,
    disabled: false,
  });

test("each permission has every group and role that gives it, in the catalogue's order", () => {
  const { everything, permissions } = explained([
    source("Support", ["groups.view", "users.view"]),
    source("Helpers", ["users.view"]),
  ]);
  expect(everything).toBeNull();
  expect(
    permissions.map(({ permission, reasons }) => [permission, reasons.map(({ group }) => group.name)]),
  ).toEqual([
    ["users.view", ["Support", "Helpers"]],
    ["groups.view", ["Support"]],
  ]);
});

test("an administrator has everything by that group, and what other groups give is told besides", () => {
  const { everything, permissions } = explained([
    source("Administrators", [], true),
    source("Support", ["users.view"]),
  ]);
  expect(everything).toMatchObject({ fromId: null, reasons: [{ group: { name: "Administrators" } }] });
  expect(permissions).toMatchObject([
    { permission: "users.view", reasons: [{ group: { name: "Support" } }] },
  ]);
});

test.each([{ administrator: true }, { permissions: ["organizations.enter"] }])(
  "whoever may enter from above has everything from there, with no group named: %o",
  (above) => {
    expect(explained([], above)).toEqual({
      disabled: false,
      everything: { reasons: [], fromId: ABOVE },
      permissions: [],
    });
  },
);

test("another permission above gives nothing here, and neither does a permission that nobody knows", () => {
  const { everything, permissions } = explained([source("Old", ["users.fly"])], {
    permissions: ["users.view"],
  });
  expect({ everything, permissions }).toEqual({ everything: null, permissions: [] });
});

test("a disabled account may do nothing, whatever its groups give", () => {
  const sources = [source("Administrators", [], true)];
  const rights = [{ organizationId: HERE, administrator: true, permissions: [] }];
  expect(explain({ path: [HERE], rights, sources, disabled: true })).toEqual({
    disabled: true,
    everything: null,
    permissions: [],
  });
});
