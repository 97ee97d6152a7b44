import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { forEachConcurrently, rateOf } from "./measure";

export type Server = { readonly url: string; readonly pid: number };

export type Load = {
  readonly pagesPerSecond: number;
  /** Milliseconds of the server's processor time. */
  readonly processorTimePerPage: number;
};

/** Requests a page `times` times, `width` at once. @throws if a response isn't 200 */
export async function load(
  { url, pid }: Server,
  path: string,
  cookie: string,
  { times = 300, width = 16 } = {},
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const before = processorTime(pid);
  const pagesPerSecond = await rateOf(times, () =>
    forEachConcurrently([...Array(times).keys()], width, () => get(`${url}${path}`, cookie, agent)),
  );
  agent.destroy();
  return { pagesPerSecond, processorTimePerPage: (processorTime(pid) - before) / times };
}

function get(url: string, cookie: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { cookie, "accept-encoding": "gzip" } }, (response) => {
      response.on("error", reject).on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} responds with ${response.statusCode}.`));
      });
      response.resume();
    })
      .on("error", reject)
      .end();
  });
}

/** Linux counts a process's time, in user and kernel mode, in hundredths of a second. NaN on other systems. */
function processorTime(pid: number): number {
  if (process.platform !== "linux") return Number.NaN;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [user, kernel] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return (Number(user) + Number(kernel)) * 10;
}
