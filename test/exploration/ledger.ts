/** What the endpoint billed under one claim, which has a bound. */
export interface Billed {
  i: number
  bound: number
  billed: number
}

/** What nobody in the run knows, and those who keep the books do. */
export interface Ledger {
  /** Of invocations under way, by their names. */
  claims: ReadonlyMap<string, Billed>
  /** Billed under claims whose holders are gone, by spec. */
  past: ReadonlyMap<number, number>
  /** Specs whose cost cannot be exact: somebody died over them, or the outcome of a call is unknown. */
  inexact: ReadonlySet<number>
}

export const emptyLedger: Ledger = { claims: new Map(), past: new Map(), inexact: new Set() }

export function keyOf({ claims, past, inexact }: Ledger): string {
  const held = [...claims].map(([name, { i, bound, billed }]) => `${name}:${i}:${bound}:${billed}`)
  return [held.sort(), [...past].sort(), [...inexact].sort()].map((part) => part.join()).join(' ')
}

export const claimed = (ledger: Ledger, name: string, claim: Billed): Ledger => ({
  ...ledger,
  claims: new Map(ledger.claims).set(name, claim),
})

export const inexact = (ledger: Ledger, i: number): Ledger => ({ ...ledger, inexact: new Set(ledger.inexact).add(i) })

export function billed(ledger: Ledger, name: string, nano: number): Ledger {
  const claim = ledger.claims.get(name)
  return claim === undefined ? ledger : claimed(ledger, name, { ...claim, billed: claim.billed + nano })
}

/** Its invocation is gone. */
export function gone(ledger: Ledger, name: string): Ledger {
  const claim = ledger.claims.get(name)
  if (claim === undefined) return ledger
  const claims = new Map(ledger.claims)
  claims.delete(name)
  const past = new Map(ledger.past).set(claim.i, (ledger.past.get(claim.i) ?? 0) + claim.billed)
  return { ...ledger, claims, past }
}

export function billedFor({ claims, past }: Ledger, i: number): number {
  const held = [...claims.values()].reduce((sum, claim) => sum + (claim.i === i ? claim.billed : 0), 0)
  return held + (past.get(i) ?? 0)
}
