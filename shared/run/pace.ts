/**
 * `pace/<endpoint and model>`: how fast an endpoint may be asked, as those found out together who ask it. Advice and no more:
 * nothing is lost with it.
 *
 * It is told a *seat*: an invocation under way. A seat's share needs no count of seats, so that nobody has to know how many
 * there are, and reports are added up as they come, so that not all of them have to come.
 */
export interface Pace {
  /** Counts the paces that there were. What was seen under another says nothing of this one. */
  version: number
  /** Calls a second that a seat may begin. Absent: as many as it likes. */
  rate?: number
  /** Milliseconds since 1970: when this version began, and when anybody last told of it. */
  since: number
  at: number
  /** What seats told of this version. */
  told: Told
  /** What came through when it was last throttled: steps up are parts of it. */
  ceiling: number
  /** Versions since the last one that was throttled. */
  calm: number
  /** While it is slowed down, time after time: where that began. */
  slowing?: { from: number; asked: number; passed: number }
  /** Share of calls that are throttled however slow they come, as far as is known. */
  noise: number
}

/** What seats saw. */
export interface Told {
  /** Seconds that seats were taken, added up. */
  seconds: number
  /** Calls that were not throttled, and those that were. */
  through: number
  throttled: number
  /** Calls that waited for their turn: the pace held them back, and not their own work. */
  waited: number
}

export const nothingTold: Told = { seconds: 0, through: 0, throttled: 0, waited: 0 }

export const together = (a: Told, b: Told): Told => ({
  seconds: a.seconds + b.seconds,
  through: a.through + b.through,
  throttled: a.throttled + b.throttled,
  waited: a.waited + b.waited,
})

/** Milliseconds until a version counts: by then most know of it, and what they saw under the last one is over. */
export const SETTLING = 3_000

/** A share throttled above noise that is too much, and one that is so little that there is room. */
const TOO_MUCH = 0.025
const LITTLE = 0.01

/** Calls that a judgement rests on, and the soonest it is made, in seconds of a version; less will do after a while. */
const ENOUGH = { calls: 80, seconds: 6 }
const FEW = { calls: 40, seconds: 15 }
const ANY = { calls: 12, seconds: 30 }

/** A step up is this part of the ceiling: with a step too many now and then, some 3 % are throttled. */
const STEP = 1 / 32
/** After so many calm versions, each step is twice the last: the limit may be far away by now. */
const CALM = 3
const MOST_DOUBLINGS = 6

/** At its slowest a seat asks once a minute, and finds out. */
const SLOWEST = 1 / 60

/** A pace that nobody told of for so long is out of date: limits and fleets change. Milliseconds. */
const STALE = 600_000

export const isStale = ({ at }: Pace, now: number): boolean => now - at > STALE

/** The first pace, by one who is throttled and nobody told why: what came through, but no less than a third of what it asked. */
export function firstPace(told: Told, version: number, now: number): Pace {
  const { asked, through } = rates(told)
  const rate = Math.max(SLOWEST, asked / 3, Math.min(0.9 * asked, through))
  return { version, rate, since: now, at: now, told: nothingTold, ceiling: rate, calm: 0, noise: 0 }
}

/** A second and seat. */
function rates({ seconds, through, throttled }: Told): { asked: number; through: number } {
  const taken = Math.max(seconds, 0.1)
  return { asked: (through + throttled) / taken, through: through / taken }
}

/** Takes in what a seat tells of this version, and goes on to the next one where enough was told. */
export function heed(pace: Pace, more: Told, now: number): Pace {
  const told = together(pace.told, more)
  const heeded = { ...pace, told, at: Math.max(pace.at, now) }
  return heeded.rate !== undefined && isEnough(heeded, now) ? judged({ ...heeded, rate: heeded.rate }, now) : heeded
}

/** Whether one seat's calls are throttled by more than chance and noise: one alone says nothing. */
export function isThrottled({ through, throttled }: Told, noise: number): boolean {
  const calls = through + throttled
  if (noise > 0 && calls < ENOUGH.calls) return false
  return throttled >= 2 && throttled / calls > noise + tooMuch(noise, calls)
}

/** Above noise by more than chance brings in so many calls. */
const tooMuch = (noise: number, calls: number): number =>
  Math.max(TOO_MUCH, 2 * Math.sqrt((noise * (1 - noise)) / calls))

function isEnough({ told, since }: Pace, now: number): boolean {
  const calls_ = told.through + told.throttled
  return [ENOUGH, FEW, ANY].some(({ calls, seconds }) => calls_ >= calls && now - since >= seconds * 1_000)
}

type Limited = Pace & { rate: number }

function judged(pace: Limited, now: number): Pace {
  const { told, noise } = pace
  const calls = told.through + told.throttled
  const share = told.throttled / calls
  const next = { ...pace, version: pace.version + 1, since: now, told: nothingTold }
  if (told.throttled >= 2 && share > noise + tooMuch(noise, calls)) return slower(next, told, 1 - share)
  // Noise that is not heard any more was none, and all noise is forgotten in time, so that it has to be found again.
  const quiet = { ...next, noise: share < noise ? (noise + share) / 2 : FORGETTING * noise }
  const isCalm = share <= noise + Math.max(LITTLE, tooMuch(noise, calls) / 4)
  return isCalm ? faster(quiet, isHeldBack(told)) : { ...quiet, calm: 0 }
}

const isHeldBack = ({ through, throttled, waited }: Told): boolean => waited >= (through + throttled) / 2

/** By what did not come through: where a limit throttles, that is the limit. */
function slower(pace: Limited, told: Told, passed: number): Pace {
  const { rate } = pace
  const asked = askedRate(told, rate)
  const before = pace.slowing
  // Of a flood that hardly anything passes there is nothing to learn.
  const slowing = before !== undefined && before.passed >= LEAST_PASSED ? before : { from: rate, asked, passed }
  if (isInVain(slowing, asked, passed)) {
    const { slowing: _, ...rest } = pace
    return { ...rest, rate: slowing.from, ceiling: slowing.from, calm: CALM, noise: 1 - (passed + slowing.passed) / 2 }
  }
  // More than noise: then it was none.
  const next = { ...pace, calm: 0, noise: 0, slowing }
  if (told.through < 5) return { ...next, rate: Math.max(SLOWEST, rate / 2) }
  // Of few calls, chance takes too many.
  const likely = (told.through + DOUBT) / (told.through + told.throttled + DOUBT)
  const slowed = Math.max(SLOWEST, Math.min(0.95 * rate, asked * likely))
  return { ...next, rate: slowed, ceiling: slowed }
}

const DOUBT = 4

/**
 * Seats that are held back ask as fast as they may, which is known more exactly than their calls can tell; but not where
 * they are far from it, giving way to each other in a flood.
 */
function askedRate(told: Told, rate: number): number {
  const measured = Math.min(rate, rates(told).asked)
  const isMeasured = rate >= 0.5 && measured < 0.75 * rate
  return isMeasured || !isHeldBack(told) ? measured : rate
}

/** Half as much is asked and no more of it comes through: it is not the rate that is throttled, and slowness helps nobody. */
function isInVain(before: NonNullable<Pace['slowing']>, asked: number, passed: number): boolean {
  const fewer = asked / before.asked
  if (fewer > 0.5 || passed < LEAST_PASSED) return false
  const expected = Math.min(1, before.passed / fewer)
  return passed < before.passed + (expected - before.passed) / 4
}

const FORGETTING = 0.9

/** Noise is no excuse for more than this. */
const LEAST_PASSED = 0.5

function faster({ slowing: _, ...pace }: Limited, isHeld: boolean): Pace {
  const calm = pace.calm + 1
  if (isHeld) {
    const step = pace.ceiling * STEP * 2 ** Math.min(MOST_DOUBLINGS, Math.max(0, calm - CALM))
    return { ...pace, rate: pace.rate + step, calm }
  }
  // Nobody asks that fast.
  if (calm < 2 * CALM || pace.noise > LITTLE) return { ...pace, calm }
  const { rate: _rate, ...lifted } = pace
  return { ...lifted, calm: 0 }
}
