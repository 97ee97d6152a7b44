/** The number of rounds or recipients in a test: few by default, many if `npm run test:faults` sets ROUNDS. */
export function roundsOf(few: number): number {
  return Number(process.env.ROUNDS) || few;
}
