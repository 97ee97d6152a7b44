import { type PingResult, pingDatabase } from "@/db/ping";
import { getDb } from "./database";

const PATIENCE = 2000;
const FRESH = 1000;

type Known = { answer: Promise<PingResult>; until: number };

let known: Known | undefined;

/** Whether the database answers, and accepts changes. Asks it at most once a second. */
export function databaseState(): Promise<PingResult> {
  if (known && Date.now() < known.until) return known.answer;
  const asked: Known = { answer: pingDatabase(getDb(), PATIENCE), until: Number.POSITIVE_INFINITY };
  known = asked;
  void asked.answer.then(() => {
    asked.until = Date.now() + FRESH;
  });
  return asked.answer;
}
