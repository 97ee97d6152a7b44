import { run } from "./run.mjs";

run("./test.ts", { again: true });
