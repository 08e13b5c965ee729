/** Prices at which a run asks: `standard`, or `flex`, which costs half, takes longer and may be refused. */
export const LANES = ['standard', 'flex'] as const
export type Lane = (typeof LANES)[number]
