import type { RecordedCall } from '../../infra/local/request-record.ts'
import { allows, type Grant } from './grants.ts'
import { reasonFor } from './unused.ts'

export interface Comparison {
  used: { grant: Grant; calls: number }[]
  /** Named with a reason. */
  explained: { grant: Grant; because: string }[]
  unused: Grant[]
  denied: RecordedCall[]
}

/** Both ways: what was called and no policy allows, and what a policy allows and nobody called. */
export function compare(grants: readonly Grant[], calls: readonly RecordedCall[]): Comparison {
  const counted = grants.map((grant) => ({ grant, calls: calls.filter((call) => allows(grant, call)).length }))
  const idle = counted.filter(({ calls }) => calls === 0).map(({ grant }) => grant)
  return {
    used: counted.filter(({ calls }) => calls > 0),
    explained: idle.flatMap((grant) => {
      const because = reasonFor(grant, grants)
      return because === undefined ? [] : [{ grant, because }]
    }),
    unused: idle.filter((grant) => reasonFor(grant, grants) === undefined),
    denied: calls.filter((call) => !grants.some((grant) => allows(grant, call))),
  }
}

const short = (text: string): string =>
  text
    .replace(/^arn:aws:[a-z0-9]+:[^:]*:[^:]*:/, '')
    .replace(/(Functions|Storage|Queue|Bucket|storage|bucket)|[0-9A-Fa-f]{8}(?=\/|$)/g, '')

const told = ({ action, resource, prefix }: Omit<Grant, 'functionId'>): string =>
  `${action.padEnd(28)} ${short(resource)}${prefix === undefined ? '' : ` prefix ${prefix}`}`

/** A line each: the function, the right, and how often it was used, or why it is there. */
export function tableOf({ used, explained, unused, denied }: Comparison): string {
  const nameOf = (id: string) => id.replace('Functions', '').slice(0, -8).toLowerCase().padEnd(10)
  const lines = [
    ...used.map(({ grant, calls }) => `${nameOf(grant.functionId)} ${told(grant)}  ${calls} x`),
    ...explained.map(({ grant, because }) => `${nameOf(grant.functionId)} ${told(grant)}  never: ${because}`),
    ...unused.map((grant) => `${nameOf(grant.functionId)} ${told(grant)}  NEVER USED`),
    ...denied.map((call) => `${nameOf(call.caller)} ${told(call)}  DENIED`),
  ].toSorted()
  const counts = `${used.length + explained.length + unused.length} granted: ${used.length} used, ${explained.length} unused and named, ${unused.length} unused; ${denied.length} calls denied`
  return `${[...new Set(lines)].join('\n')}\n\n${counts}`
}
