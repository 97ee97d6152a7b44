/** For password managers, which want to know whose password it is. Nothing that anybody sees or reaches. */
export function HiddenUsername({ username }: { readonly username: string }) {
  return <input type="text" autoComplete="username" value={username} readOnly hidden />;
}
