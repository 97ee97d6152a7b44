import { z } from "zod";

export const userId = z.object({ userId: z.uuid() });

export const userGroups = z.object({
  userId: z.uuid(),
  groupIds: z.array(z.uuid()).max(100, "Choose at most 100 groups."),
});
export type UserGroups = z.infer<typeof userGroups>;
