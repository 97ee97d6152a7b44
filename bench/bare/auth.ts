import NextAuth from "next-auth";

export const { auth } = NextAuth({
  trustHost: true,
  session: { strategy: "jwt" },
  providers: [],
});
