import { redirect } from "next/navigation";
import { ACCOUNT } from "@/app/_server/paths";

/** Password managers look here for the page to change a password (W3C, change-password-url). */
export function GET() {
  redirect(ACCOUNT);
}
