import type { Finding } from './preflight.ts'

const marks = { ok: 'ok     ', doubtful: 'look at', missing: 'missing' } satisfies Record<Finding['is'], string>

/** What was found, a line each, with what to do below where there is something to do. */
export function reportOf(findings: readonly Finding[]): string {
  return findings
    .map(({ is, says, remedy }) => `  ${marks[is]}  ${says}${remedy === undefined ? '' : `\n             ${remedy}`}`)
    .join('\n')
}
