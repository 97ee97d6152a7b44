export function dateOf(json: string): Date;
export function dateOf(json: string | null): Date | null;
export function dateOf(json: string | null): Date | null {
  return json === null ? null : new Date(json);
}
