import { z } from "zod";

export const organizationToLeave = z.object({ organizationId: z.uuid() });
