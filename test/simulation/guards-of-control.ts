import type { Guard } from './guards.ts'

const run = (file: string) => `shared/run/${file}.ts`

/** Of what people ask for, of collections, and of what several runs share. */
export const GUARDS_OF_CONTROL: readonly Guard[] = [
  {
    guard: 'what is accepted is never made again',
    file: run('moves'),
    from: "      return 'it is accepted'",
    to: "      return why === 'redrive' ? undefined : 'it is accepted'",
    spare: 'a redrive is logged only for what failed or was rejected: its attempt never stands above an accepted one',
  },
  {
    guard: 'a redrive makes again only what failed',
    file: run('redrive'),
    from: "(state === 'failed' || (rejected && state === 'rejected')) && (samples?.includes(i) ?? true)",
    to: "(state === 'failed' || state === 'rejected' || state === 'accepted') && (samples?.includes(i) ?? true)",
  },
  {
    guard: 'a redrive fits the budget',
    file: run('redrive'),
    from: 'if (!take(bound)) break',
    to: 'take(bound)',
  },
  {
    guard: 'a redrive that is awaited has no end',
    file: run('totals'),
    from: "isAwaited(progress, i, seen) ? { ...seen, state: 'waiting' } : seen",
    to: 'seen',
    test: 'test/run/redrive.test.ts',
  },
  {
    guard: 'a run opens again only as it was seen closed',
    file: run('control'),
    from: "const mayReopen = (status: RunStatus) => status.is !== 'closed' || status.n === closedBy",
    to: 'const mayReopen = () => closedBy !== -1',
    spare:
      'only the version in between is not written: its blocks refuse what has no end, and the next closing has all',
  },
  {
    guard: 'a run that is over is not armed again',
    file: run('start'),
    from: 'if (!isNew && (await isRunOver(world.store, run.id))) return { run: started, warnings }',
    to: '',
    test: 'test/functions/refresh/growing.test.ts',
  },
  {
    guard: 'what was logged during a look is looked at',
    file: run('plan'),
    from: 'const seconds = again ?? ((await wasOverlooked(next, id, world)) ? 0 : undefined)',
    to: 'const seconds = again',
    spare: 'the sweep finds the run a little later; the guard saves the wait',
  },
  {
    guard: 'a run is marked before it is opened again',
    file: run('control'),
    from: "  await world.store.swap(keys.active(id), toBytes({}), 'absent')\n  const decision",
    to: '  const decision',
    test: 'test/run/redrive.test.ts',
  },
  {
    guard: 'an end whose retry was logged is read again',
    file: run('heed'),
    from: 'order(unseen(next, i), [[i',
    to: 'order(next, [[i',
    test: 'test/run/heed.test.ts',
  },
  {
    guard: "the month's limit holds what is promised",
    file: run('month'),
    from: "return others + next.committed - next.before > limit ? 'refused' : next",
    to: 'return next',
    test: 'test/run/month.test.ts',
  },
  {
    guard: 'a promise is made before it is logged',
    file: run('act'),
    from: 'if (promisedBy(decision) > 0 && !isPromised) continue',
    to: '',
  },
  {
    guard: "the month's book is compared and swapped",
    file: run('month'),
    from: "if ((await store.swap(keys.month(name), body, etag ?? 'absent')) !== 'conflict') return true",
    to: 'if (await store.put(keys.month(name), body)) return true',
    test: 'test/run/month.test.ts',
  },
  {
    guard: 'of two planners the larger promise counts',
    file: run('month'),
    from: 'const next = mayAppend(there, own) ? covering(share, there) : share',
    to: 'const next = share',
    test: 'test/run/month.test.ts',
  },
  {
    guard: 'a planner that saw less of the log promises nothing',
    file: run('month'),
    from: "if (there.n > own.tail.n) return 'refused'",
    to: '',
    test: 'test/run/month.test.ts',
  },
  {
    guard: 'tokens of asking are no rows',
    file: run('totals'),
    from: 'failed: 0, acceptedOutput: 0 }',
    to: 'failed: 0 }',
  },
  {
    guard: 'rounds of asking are outstanding',
    file: run('progress'),
    from: '(i < 0 ? asked[i] : waves.find(({ to }) => i < to))?.bound ?? 0',
    to: '(i < 0 ? undefined : waves.find(({ to }) => i < to))?.bound ?? 0',
  },
  {
    guard: 'collections that another look made are drawn from',
    file: run('plan'),
    from: '(isCollected(run, progress) || releasedOf(progress) > 0)',
    to: 'isCollected(run, progress)',
    test: 'test/run/asking.test.ts',
  },
  {
    guard: 'collections are written once',
    file: run('act'),
    from: "await store.swap(keys.collections(run.id), toBytes(collect.collections), 'absent')",
    to: 'await store.put(keys.collections(run.id), toBytes(collect.collections))',
    spare: 'whoever writes them writes the same: rounds that have ended do not change',
  },
  {
    guard: 'a dataset waits for rounds of asking',
    file: 'shared/dataset/outline.ts',
    from: 'if (!hasEnded(round)) throw',
    to: "if (round.i > 0 || !('state' in round)) throw",
    test: 'test/dataset/publish.test.ts',
  },
  {
    guard: 'the latest version is never an older run',
    file: 'shared/dataset/latest.ts',
    from: 'if (order <= 0) return order === 0',
    to: 'if (order === 0) return true',
  },
  {
    guard: 'the latest version is compared and swapped',
    file: 'shared/dataset/latest.ts',
    from: "if ((await store.swap(key, toBytes(mine), there?.etag ?? 'absent')) !== 'conflict') return true",
    to: 'if (await store.put(key, toBytes(mine))) return true',
    test: 'test/dataset/latest.test.ts',
  },
]
