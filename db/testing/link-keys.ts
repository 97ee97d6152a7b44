import { linkKeys } from "@/db/link";

/** The keys of tests that send an email's link without a worker. */
export const keys = linkKeys("only-for-the-tests-0123456789abcdef");
