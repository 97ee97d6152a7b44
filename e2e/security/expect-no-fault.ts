import { expect } from "../fixtures/expect";
import { type Reply, TRACES } from "../fixtures/http";

/** Checks that no response is a server error or has a stack trace. */
export async function expectNoFault(replies: readonly Promise<Reply>[]): Promise<void> {
  for (const [index, reply] of (await Promise.all(replies)).entries()) {
    expect(reply.status, `number ${index}: ${reply.body.slice(0, 300)}`).toBeLessThan(500);
    expect(reply.body).not.toMatch(TRACES);
  }
}
