/** What happened, a line each. Kept only where somebody will read it. */
export class History {
  readonly lines: string[] = []
  readonly #kept: boolean
  readonly #now: () => number
  readonly #begin: number

  constructor(kept: boolean, now: () => number) {
    this.#kept = kept
    this.#now = now
    this.#begin = now()
  }

  tell(who: string, what: () => string): void {
    if (!this.#kept) return
    const seconds = ((this.#now() - this.#begin) / 1_000).toFixed(3).padStart(11)
    this.lines.push(`${seconds}  ${who.padEnd(14)} ${what()}`)
  }
}
