import { expect, test } from "vitest";
import { previewOf } from "./preview";
import { SAMPLES } from "./testing/samples";

test.each(["light", "dark"] as const)("a preview is %s, whatever the system prefers", async (scheme) => {
  const html = (await SAMPLES.accepted?.({ locale: "en", timeZone: "UTC" }))?.html ?? "";
  expect(html).toContain("prefers-color-scheme");
  const preview = previewOf(html, scheme, null);
  expect(preview).not.toContain("prefers-color-scheme");
  expect(preview).toContain(scheme === "dark" ? "@media all {" : "@media not all {");
  expect(preview).toContain(`:root { color-scheme: ${scheme};`);
});

test("a preview contains the logo", async () => {
  const html = (await SAMPLES["invitation-with-logo"]?.({ locale: "en", timeZone: "UTC" }))?.html ?? "";
  const preview = previewOf(html, "light", { cid: "logo", png: Buffer.from("png") });
  expect(preview).toMatch(/<img[^>]* src="data:image\/png;base64,cG5n"/);
  expect(preview).not.toContain("cid:");
});
