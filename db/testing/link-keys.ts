import { linkKeys } from "@/db/link";

/** For tests that create an email's link without a worker. */
export const keys = linkKeys("only-for-the-tests-0123456789abcdef");
