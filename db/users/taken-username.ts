import { Invalid } from "@/db/errors";
import { violates } from "@/db/violates";

export const TAKEN =
  "This username is taken, looks like one that is taken, or was in use in the last 90 days. Choose another one.";

const CONSTRAINTS = ["users_username", "users_username_skeleton", "users_username_released"];

/**
 * The one place that says that a username is taken. The answer is the same whoever has or had it, and is asked of the
 * database alone, so that of two who choose a name at once one gets it.
 * @returns what `writing` returns
 * @throws Invalid at `username`
 */
export async function unlessUsernameTaken<Written>(writing: Promise<Written>): Promise<Written> {
  try {
    return await writing;
  } catch (error) {
    if (CONSTRAINTS.some((constraint) => violates(error, constraint))) {
      throw new Invalid(TAKEN, { username: TAKEN });
    }
    throw error;
  }
}
