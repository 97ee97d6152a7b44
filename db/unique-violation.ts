import { Invalid } from "./errors";
import { violates } from "./violates";

/**
 * What `writing` answers. Where the unique index refuses, the name in it is taken, and that is told at its field: asked
 * of the database alone, so that of two who choose a name at once one gets it.
 * @throws Invalid with `sentence` at `field`
 */
export async function unlessTaken<Written>(
  index: string,
  field: string,
  sentence: string,
  writing: Promise<Written>,
): Promise<Written> {
  try {
    return await writing;
  } catch (error) {
    if (violates(error, index)) throw new Invalid(sentence, { [field]: sentence });
    throw error;
  }
}
