/** How the command ends, for scripts. */
export const EXIT = {
  complete: 0,
  /** Something went wrong that is nobody's input. */
  broken: 1,
  badInput: 2,
  /** The run waits: the same command goes on. */
  paused: 3,
  /** The run is over, with fewer rows than were asked for. */
  tooFew: 4,
  interrupted: 130,
} as const

/** What was typed cannot be done. The message says what would be right. */
export class InputError extends Error {
  override readonly name = 'InputError'
}
