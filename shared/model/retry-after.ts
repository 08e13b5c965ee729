/**
 * Seconds after which the endpoint wants to be asked again, where it says so: `retry-after-ms`, `retry-after` (seconds or a
 * date), else the longest `x-ratelimit-reset-*` of what is used up.
 */
export function retryAfterSeconds(headers: Headers, now = Date.now()): number | undefined {
  const milliseconds = numberOf(headers.get('retry-after-ms'))
  if (milliseconds !== undefined) return milliseconds / 1_000
  const header = headers.get('retry-after')
  if (header !== null) {
    const seconds = numberOf(header) ?? (Date.parse(header) - now) / 1_000
    if (Number.isFinite(seconds)) return Math.max(0, seconds)
  }
  const resets = [...headers].flatMap(([name, value]) => {
    const what = /^x-ratelimit-reset-(.+)$/.exec(name)?.[1]
    if (what === undefined) return []
    const remaining = headers.get(`x-ratelimit-remaining-${what}`)
    const seconds = durationSeconds(value, now)
    return seconds === undefined ? [] : [{ seconds, isUsedUp: remaining === null || Number(remaining) <= 0 }]
  })
  const usedUp = resets.filter(({ isUsedUp }) => isUsedUp)
  // Tokens may remain, only fewer than the request needs.
  const relevant = (usedUp.length > 0 ? usedUp : resets).map(({ seconds }) => seconds)
  return relevant.length > 0 ? Math.max(...relevant) : undefined
}

/** Seconds during which no further call is let through, where the headers of an answer say that none remains. */
export function usedUpSeconds(headers: Headers, now = Date.now()): number | undefined {
  const waits = [...headers].flatMap(([name, value]) => {
    const what = /^x-ratelimit-remaining-(.+)$/.exec(name)?.[1]
    if (what === undefined || numberOf(value) !== 0) return []
    return durationSeconds(headers.get(`x-ratelimit-reset-${what}`) ?? '', now) ?? []
  })
  return waits.length > 0 ? Math.max(...waits) : undefined
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined
}

const UNITS: Record<string, number> = { d: 86_400, h: 3_600, m: 60, s: 1, ms: 0.001 }

/** `1s`, `6m0s`, `120ms`, plain seconds, or a date. */
function durationSeconds(text: string, now: number): number | undefined {
  const plain = numberOf(text)
  if (plain !== undefined) return plain
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)]
  if (parts.length > 0 && parts.map(([part]) => part).join('') === text.trim()) {
    return parts.reduce((sum, [, n, unit]) => sum + Number(n) * UNITS[unit!]!, 0)
  }
  const date = (Date.parse(text) - now) / 1_000
  return Number.isFinite(date) ? Math.max(0, date) : undefined
}
