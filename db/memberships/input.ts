import { z } from "zod";

/** What is no id is the id of nothing. */
export const organizationToLeave = z.object({ organizationId: z.string().max(64) });
