import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { CliError, info } from "./log";
import { projectRoot } from "./paths";

/** The result of a stage. */
export type Image = {
  /** The folder used as the root of the container. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly stopSignal: string;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
};

/**
 * Executes the Dockerfile without a container engine: each stage is a folder in `scratch`, the base image is this machine, and
 * the context is the files that git knows.
 */
export function executeDockerfile(scratch: string): Image {
  const stages = new Map<string, Image>();
  let name = "";
  for (const { keyword, text } of instructions()) {
    info(`${keyword} ${text}`);
    if (keyword === "FROM") {
      name = / AS (\S+)$/i.exec(text)?.[1] ?? "final";
      stages.set(name, emptyImage(path.join(scratch, name)));
    } else {
      stages.set(name, execute(keyword, text, stageOf(stages, name), stages));
    }
  }
  return stageOf(stages, name);
}

function instructions() {
  const lines = readFileSync(path.join(projectRoot, "Dockerfile"), "utf8")
    .replace(/\\\n\s*/g, "")
    .split("\n");
  return lines
    .filter((line) => line.trim() && !line.startsWith("#"))
    .map((line) => ({ keyword: line.split(" ", 1)[0] ?? "", text: line.slice(line.indexOf(" ") + 1) }));
}

function emptyImage(root: string): Image {
  mkdirSync(root, { recursive: true });
  return { root, workdir: "/", env: {}, user: "root", stopSignal: "SIGTERM", command: [], healthcheck: [] };
}

function stageOf(stages: ReadonlyMap<string, Image>, name: string): Image {
  const stage = stages.get(name);
  if (!stage) throw new CliError(`The Dockerfile has no stage ${name}.`);
  return stage;
}

function execute(keyword: string, text: string, image: Image, stages: ReadonlyMap<string, Image>): Image {
  switch (keyword) {
    case "WORKDIR":
      mkdirSync(path.join(image.root, text), { recursive: true });
      return { ...image, workdir: text };
    case "COPY":
      copy(text, image, stages);
      return image;
    case "RUN":
      run(text, image);
      return image;
    case "ENV":
      return { ...image, env: { ...image.env, ...Object.fromEntries(text.split(" ").map(nameAndValue)) } };
    case "USER":
      return { ...image, user: text };
    case "STOPSIGNAL":
      return { ...image, stopSignal: text };
    case "CMD":
      return { ...image, command: JSON.parse(text) };
    case "HEALTHCHECK":
      return { ...image, healthcheck: JSON.parse(text.slice(text.indexOf("["))) };
    case "ARG":
    case "EXPOSE":
      return image;
    default:
      throw new CliError(`${keyword} isn't known here. Add it to scripts/dockerfile-steps.ts.`);
  }
}

function copy(text: string, image: Image, stages: ReadonlyMap<string, Image>): void {
  const words = text.split(" ");
  const from = words.find((word) => word.startsWith("--from="))?.slice("--from=".length);
  const sources = words.filter((word) => !word.startsWith("--"));
  const to = path.join(image.root, image.workdir, sources.pop() ?? "");
  if (from) {
    const { root } = stageOf(stages, from);
    for (const source of sources)
      cpSync(path.join(root, source), to, { recursive: true, verbatimSymlinks: true });
  } else {
    const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", ...sources];
    const files = execFileSync("git", args, { cwd: projectRoot, encoding: "utf8" })
      .split("\0")
      .filter(Boolean);
    for (const file of files) cpSync(path.join(projectRoot, file), path.join(to, file));
  }
}

/** Adds what a base image has: Node, npm and a shell. */
function run(command: string, { root, workdir, env }: Image): void {
  const PATH = `${path.dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
  const variables = Object.entries({ PATH, HOME: process.env.HOME, ...env }).map((pair) => pair.join("="));
  execFileSync("env", ["-i", ...variables, "/bin/sh", "-c", command], {
    cwd: path.join(root, workdir),
    stdio: ["ignore", "inherit", "inherit"],
  });
}

function nameAndValue(assignment: string): [string, string] {
  const equals = assignment.indexOf("=");
  return [assignment.slice(0, equals), assignment.slice(equals + 1)];
}
