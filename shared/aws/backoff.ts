import { setTimeout as sleep } from 'node:timers/promises'

const FIRST = 50
const LONGEST = 2_000

/** Waits before try `n` (from 0) again: up to 50 ms, then up to twice as long each time, at random so that racers part. */
export const pauseBefore = (n: number): Promise<void> => sleep(Math.random() * Math.min(LONGEST, FIRST * 2 ** n))
