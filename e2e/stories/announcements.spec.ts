import { chooseAction } from "@/e2e/fixtures/steps";
import { expect, test } from "@/e2e/fixtures/test";

test("a message that is the same as the last one is announced again", async ({ signInAs, pages }) => {
  const alex = await signInAs("alex", pages.users("acme"));
  const messages: string[] = [];
  await alex.exposeFunction("recordAnnouncement", (text: string) => messages.push(text));
  await alex.evaluate(() => {
    const record: (text: string | null) => void = Reflect.get(window, "recordAnnouncement");
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) record(node.textContent);
    });
    for (const region of document.querySelectorAll("[role=status]"))
      observer.observe(region, { childList: true });
  });
  for (const count of [1, 2]) {
    await chooseAction(alex, "Sam Rivera", "Copy email address");
    await expect.poll(() => messages.length).toBe(count);
  }
  expect(messages[1]).toBe(messages[0]);
  expect(messages[0]).not.toBe("");
});
