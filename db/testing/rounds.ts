/** How many rounds or recipients a test takes: few, or many when `npm run test:faults` sets ROUNDS. */
export function roundsOf(few: number): number {
  return Number(process.env.ROUNDS) || few;
}
