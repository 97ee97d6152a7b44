import { Agent, request } from "node:http";
import { inFlight, rateOf } from "./measure";

/** Asks for a page so many times, so many at once. @returns pages a second. @throws for anything but a 200 */
export async function load(url: string, cookie: string, { times = 300, width = 16 } = {}): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const rate = await rateOf(times, () =>
    inFlight([...Array(times).keys()], width, () => ask(url, cookie, agent)),
  );
  agent.destroy();
  return rate;
}

function ask(url: string, cookie: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { cookie, "accept-encoding": "gzip" } }, (answer) => {
      answer.on("error", reject).on("end", () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${url} answers ${answer.statusCode}.`));
      });
      answer.resume();
    })
      .on("error", reject)
      .end();
  });
}
