import type { Guard } from './guards.ts'

const run = (file: string) => `shared/run/${file}.ts`

/** Of what is written: samples, log, run.json. */
export const GUARDS_OF_OBJECTS: readonly Guard[] = [
  {
    guard: 'a move may be lost',
    file: run('moves'),
    from: 'return there?.sample.nonce === next.nonce ? there.etag : undefined',
    to: 'return there?.etag',
  },
  {
    guard: "the nonce tells one's own move whose answer was lost",
    file: run('moves'),
    from: 'return there?.sample.nonce === next.nonce ? there.etag : undefined',
    to: 'return undefined',
  },
  {
    guard: 'a claim expects what it saw',
    file: run('moves'),
    from: "const etag = await move(store, next, there?.etag ?? 'absent')",
    to: "const seen = await readSample(store, next.run, next.i)\n    const etag = await move(store, next, seen?.etag ?? 'absent')",
  },
  {
    guard: 'an end expects its own claim',
    file: run('moves'),
    from: 'const written = await move(store, ended, etag)',
    to: 'const written = await move(store, ended, (await readSample(store, sample.run, sample.i))?.etag ?? etag)',
  },
  {
    guard: 'a hand-on expects its own claim',
    file: run('moves'),
    from: 'const written = await move(store, waiting, etag)',
    to: 'const written = await move(store, waiting, (await readSample(store, sample.run, sample.i))?.etag ?? etag)',
  },
  {
    guard: 'an attempt claims once',
    file: run('moves'),
    from: 'if (attempt <= there.attempt) return',
    to: 'if (attempt < there.attempt) return',
  },
  {
    guard: 'only a retry takes over a claim',
    spare: 'the number says it already: above a claim stands no attempt but a retry',
    file: run('moves'),
    from: "return why === 'retry' ? undefined :",
    to: 'return why ? undefined :',
  },
  {
    guard: 'the dead are charged at their bound by a claim',
    file: run('moves'),
    from: '(there?.possibly ?? 0) + deadBound(there)',
    to: '(there?.possibly ?? 0)',
  },
  {
    guard: 'the dead are charged at their bound by an end',
    file: run('moves'),
    from: '(sample?.possibly ?? 0) + deadBound(sample)',
    to: '(sample?.possibly ?? 0)',
  },
  {
    guard: 'a hand-on leaves less than it had',
    file: run('moves'),
    from: 'left: Math.max(0, sample.bound - spent.confirmed - spent.possibly)',
    to: 'left: sample.bound',
  },
  {
    guard: 'no claim, no call',
    file: run('generate'),
    from: "if ('dropped' in claimed) return { did: 'dropped', because: claimed.dropped }",
    to: "if ('dropped' in claimed) return make(recipe, message.draw, { calls: [], texts: {} }, { model: world.model, clock: world.clock, deadline, prices: prepared.run.prices, bound: message.bound }).then(() => ({ did: 'dropped', because: claimed.dropped }))",
  },
  {
    guard: 'a run that is not running is left alone',
    file: run('generate'),
    from: "if (tail.status.is !== 'running') return { did: 'dropped'",
    to: "if (tail.status.is === ('never' as string)) return { did: 'dropped'",
  },
  {
    guard: 'a call above its bound pauses the run',
    file: run('generate'),
    from: 'if (made.overBound !== undefined) await pause(attempt, made.overBound, world)\n  return moved',
    to: 'return moved',
  },
  {
    guard: 'a lost hand-on sends nothing',
    spare: 'whoever was first has that attempt or a later one, so that the message is refused',
    file: run('generate'),
    from: "if (waiting === 'lost') return { did: 'lost' }",
    to: "if (waiting === 'lost') { await world.samples.send([{ body: { run: sample.run, i: sample.i, attempt: sample.attempt + 1, draw: sample.draw, bound: sample.bound, why: 'hand-on' } }]); return { did: 'lost' } }",
  },
  {
    guard: 'a log entry is written if absent',
    file: run('log'),
    from: "const result = await store.swap(keys.logEntry(run, n), toBytes(entry), 'absent')",
    to: 'const result: unknown = { written: await store.put(keys.logEntry(run, n), toBytes(entry)) }',
  },
  {
    guard: "the nonce tells one's own log entry whose answer was lost",
    file: run('log'),
    from: "(await readEntry(store, run, n)).nonce === entry.nonce ? entry : 'lost'",
    to: 'entry',
  },
  {
    guard: 'what does not apply any more is not logged',
    file: run('log'),
    from: 'while (applies(tail.status))',
    to: 'while (applies(tail.status) || tail.n > 0)',
  },
  {
    guard: 'a start keeps the run.json that is there',
    file: run('start'),
    from: "if ((await store.swap(keys.run(run.id), toBytes(run), 'absent')) !== 'conflict')",
    to: 'if (await store.put(keys.run(run.id), toBytes(run)))',
  },
]
