import { type PingResult, pingDatabase } from "@/db/ping";
import { getDb } from "./database";

const PATIENCE = 2000;
const FRESH = 1000;

type Known = { answer: Promise<PingResult>; until: number };

let known: Known | undefined;

/** Whether there is a database to draw pages from, and to change; asked once a second at most, however many want to know. */
export function databaseState(): Promise<PingResult> {
  if (known && Date.now() < known.until) return known.answer;
  const asked: Known = { answer: pingDatabase(getDb(), PATIENCE), until: Number.POSITIVE_INFINITY };
  known = asked;
  void asked.answer.then(() => {
    asked.until = Date.now() + FRESH;
  });
  return asked.answer;
}
