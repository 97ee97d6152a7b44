import { auth } from "../auth";

export default async function Page() {
  const session = await auth();
  return <p>{session ? "Signed in" : "Signed out"}</p>;
}
