import { redirect } from "next/navigation";
import { ACCOUNT } from "@/app/_server/paths";

/** Where password managers look for the page on which a password is changed (W3C, change-password-url). */
export function GET() {
  redirect(ACCOUNT);
}
