import { run } from "./run.mjs";

run("./faults.ts", { again: true });
