import { notFound } from "next/navigation";
import { NotFound } from "@/db/errors";

/** What was read, or the "not found" page where the model says that there is none. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
}
