import { readFileSync } from "node:fs";
import path from "node:path";
import { validate } from "dockerfile-utils";
import { expect, test } from "vitest";
import { projectRoot } from "./paths";

const dockerfile = readFileSync(path.join(projectRoot, "Dockerfile"), "utf8");

test("the linter finds no mistakes in the Dockerfile", () => {
  expect(validate(dockerfile)).toEqual([]);
  expect(
    validate(dockerfile.replace("STOPSIGNAL SIGTERM", "STOPSIGNAL")),
    "it does find mistakes",
  ).toHaveLength(1);
});

test("secrets and packages installed on the machine stay out of the image", () => {
  const ignored = readFileSync(path.join(projectRoot, ".dockerignore"), "utf8").split("\n");
  expect(ignored).toEqual(expect.arrayContaining([".env*", ".git", ".usher", ".next", "node_modules"]));
  // The build copies the list of settings.
  expect(ignored.filter((line) => line.startsWith("!"))).toEqual(["!.env.example"]);
});
