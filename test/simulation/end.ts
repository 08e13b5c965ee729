import { gunzipSync } from 'node:zlib'
import { aggregate } from '../../shared/dataset/aggregate.ts'
import { type Manifest, sumsKey } from '../../shared/dataset/block.ts'
import type { CostReport } from '../../shared/dataset/cost-report.ts'
import { idOf } from '../../shared/dataset/row.ts'
import { keys, versionOf } from '../../shared/run/keys.ts'
import type { AggregateMessage, SpecMessage, TickMessage } from '../../shared/run/message.ts'
import { describeRun } from '../../shared/run/view.ts'
import { hasEnded } from '../../shared/sample/record.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { committed } from './law-of-money.ts'
import { stepUntil } from './life.ts'
import { asked, closing, must, type Picture, released } from './picture.ts'
import type { Simulation } from './simulation.ts'
import type { SimulatedQueue } from './sqs.ts'

const text = (body: Uint8Array): string => Buffer.from(body).toString()

/** What must be so of runs that are over. */
export async function checkEnd(simulation: Simulation): Promise<void> {
  for (const { picture } of simulation.auditors) await checkRun(simulation, picture)
  checkNewest(simulation)
}

async function checkRun(simulation: Simulation, picture: Picture): Promise<void> {
  const run = picture.run!
  const close = closing(picture)
  must(close !== undefined, () => 'it is published and was never closed')
  const specs = [...picture.specs.values()].map(({ sample }) => sample)
  must(specs.every(hasEnded), () => `${specs.filter((sample) => !hasEnded(sample)).length} specs have no end`)
  const samples = specs.filter(({ i }) => i >= 0)
  must(samples.length === released(picture), () => `${samples.length} specs ended, ${released(picture)} were released`)
  must(specs.length - samples.length === asked(picture).length, () => 'a round of asking has no end')

  const count = (state: string) => samples.filter((sample) => sample.state === state).length
  const counts = { accepted: count('accepted'), rejected: count('rejected'), failed: count('failed') }
  checkReason(picture, close.decision.kind === 'close' ? close.decision.reason : '', counts.accepted)
  checkDataset(simulation, picture, counts)

  const store = new MemoryStore(() => 0)
  for (const [key, { body }] of simulation.s3.objects) await store.put(key, body)
  const view = await describeRun(run.id, store)
  must(view?.status.is === 'done', () => `it is shown as ${view?.status.is}`)
  const shown = JSON.stringify({ ...counts, inProgress: 0, released: samples.length })
  const { accepted, rejected, failed, inProgress, released: told } = view!.counts
  const seen = JSON.stringify({ accepted, rejected, failed, inProgress, released: told })
  must(seen === shown, () => `it is shown with ${seen}, and has ${shown}`)
}

function checkReason(picture: Picture, reason: string, accepted: number): void {
  const { count, maxSpecs, budget, bound, tokens, askBounds = {} } = picture.run!
  if (reason === 'complete' && tokens === undefined)
    must(accepted >= count, () => `complete with ${accepted} of ${count}`)
  if (reason === 'complete' && tokens !== undefined) {
    const made = tokensOf(picture)
    must(accepted >= count || made >= tokens.wanted, () => `complete with ${made} of ${tokens.wanted} tokens`)
  }
  if (reason === 'spec-limit' && tokens === undefined) {
    must(released(picture) === maxSpecs && accepted < count, () => 'closed below its limit')
  }
  if (reason === 'budget-reached') {
    const left = budget! - committed(picture)
    const least = Math.max(bound, ...Object.values(askBounds))
    must(left < least, () => `closed by its budget with ${left} left, and a sample may cost ${bound}`)
  }
}

/** Output tokens of every call of what was accepted; where the endpoint told none, four characters are one. */
const tokensOf = ({ specs }: Picture): number =>
  [...specs.values()]
    .filter(({ sample }) => sample.i >= 0 && sample.state === 'accepted')
    .flatMap(({ sample }) => sample.work.calls)
    .reduce((sum, { usage, completion = '' }) => sum + (usage?.output ?? Math.ceil(completion.length / 4)), 0)

/** Whichever ended last, what names the latest version names the run that was started last. */
function checkNewest({ s3, auditors }: Simulation): void {
  const runs = auditors.map(({ picture }) => ({ run: picture.run!, n: closing(picture)!.n }))
  const newest = runs.reduce((a, b) => (b.run.createdAt > a.run.createdAt ? b : a))
  if (runs.filter(({ run }) => run.createdAt === newest.run.createdAt).length > 1) return
  const latest = JSON.parse(text(s3.objects.get(keys.latest(newest.run.recipe.name))!.body)) as { version: string }
  const version = versionOf(newest.run.id, newest.n)
  must(latest.version === version, () => `latest names ${latest.version}, the newest is ${version}`)
}

function checkDataset({ s3 }: Simulation, picture: Picture, counts: Record<string, number>): void {
  const run = picture.run!
  const version = versionOf(run.id, closing(picture)!.n)
  const at = keys.version(run.recipe.name, version)
  const read = (path: string) => s3.objects.get(`${at}${path}`)?.body
  const manifest = JSON.parse(text(read('manifest.json')!)) as Manifest
  const { accepted, rejected, failed } = manifest.counts
  must(JSON.stringify({ accepted, rejected, failed }) === JSON.stringify(counts), () => 'the manifest counts otherwise')
  for (const file of manifest.files) must(read(file.path)?.length === file.bytes, () => `${file.path} is not as told`)

  const linesIn = (folder: string): string[] =>
    manifest.files
      .filter(({ path }) => path.startsWith(folder))
      .flatMap(({ path }) => gunzipSync(read(path)!).toString().split('\n').filter(Boolean))
  const number = ({ id }: { id: string }): number => Number(id.split('-')[1])
  // In whatever split, or apart because an earlier row says the same.
  const rows = [
    ...linesIn('jsonl/').map((line) => JSON.parse(line) as { id: string; text: string }),
    ...linesIn('twins/').map((line) => (JSON.parse(line) as { row: { id: string; text: string } }).row),
  ].sort((a, b) => number(a) - number(b))
  const kept = [...picture.specs.values()]
    .map(({ sample }) => sample)
    .flatMap((sample) =>
      sample.i >= 0 && sample.state === 'accepted' ? [{ id: idOf(sample), text: sample.output?.text }] : [],
    )
    .sort((a, b) => number(a) - number(b))
  const published = rows.map(({ id, text }) => ({ id, text }))
  must(JSON.stringify(published) === JSON.stringify(kept), () => 'what is published is not what was accepted')

  const cost = JSON.parse(text(read('cost.json')!)) as CostReport
  const sum = (figure: 'confirmed' | 'possibly') =>
    [...picture.specs.values()].reduce((nano, { sample }) => nano + sample[figure], 0)
  const { confirmedNanoUsd, possiblyNanoUsd } = cost.total
  must(confirmedNanoUsd === sum('confirmed') && possiblyNanoUsd === sum('possibly'), () => {
    return `the bill says ${confirmedNanoUsd} + ${possiblyNanoUsd}, the samples ${sum('confirmed')} + ${sum('possibly')}`
  })
}

/** Every message that there ever was comes again: nothing changes. */
export async function checkReplay(simulation: Simulation): Promise<void> {
  const { samples, ticks, blocks } = simulation
  const before = fingerprint(simulation)
  const calls = callsOf(simulation)
  const again = (
    queue: SimulatedQueue<SpecMessage> | SimulatedQueue<TickMessage> | SimulatedQueue<AggregateMessage>,
  ) => {
    for (const body of [...queue.bodies]) queue.drop(JSON.parse(body))
  }
  again(samples)
  again(ticks)
  again(blocks)
  // A marker that a late request brought back is cleared by the sweep.
  const { scheduler } = simulation.cloud
  const began = scheduler.now
  await stepUntil(simulation, () => {
    return (!simulation.alive && simulation.isDone) || scheduler.now - began > 3_600_000
  })
  must(!simulation.alive && simulation.isDone, () => 'replaying its messages woke it up')
  must(fingerprint(simulation) === before, () => 'replaying its messages changed what was finished')
  must(callsOf(simulation) === calls, () => 'replaying its messages called the model')
}

const callsOf = ({ auditors }: Simulation): number =>
  auditors.flatMap(({ picture }) => [...picture.claims.values()]).reduce((sum, { calls }) => sum + calls, 0)

function fingerprint({ s3 }: Simulation): string {
  const kept = [...s3.objects].filter(([key]) => !key.endsWith('/progress') && !key.startsWith(keys.activePrefix))
  return JSON.stringify(kept.map(([key, { etag }]) => [key, etag]).sort())
}

/** Compiled again from the samples alone, in another store, every byte of the last version is the same. */
export async function checkRecompiled({ s3, blocks, auditors }: Simulation): Promise<void> {
  const store = new MemoryStore(() => 0)
  const closed = new Map(auditors.map(({ picture }) => [picture.run!.id, closing(picture)!.n]))
  const orders = [...blocks.bodies].map((body) => JSON.parse(body) as AggregateMessage)
  // What was made before a redrive was made of samples that are there no more as they were.
  const newest = (order: AggregateMessage) =>
    order.do === 'publish'
      ? order.n === closed.get(order.run)
      : order.do === 'compact' &&
        !orders.some((o) => o.do === 'compact' && o.run === order.run && o.block === order.block && o.n > order.n)
  // So it stays where it is: another run may have been compared with it.
  const older = new Set(
    orders.flatMap((order) => {
      if (order.do !== 'compact' || newest(order)) return []
      const key = keys.block(order.run, order.block, order.n)
      return [key, sumsKey(key)]
    }),
  )
  const isMade = (key: string) => !older.has(key) && /\/(blocks|sums)\/|^datasets\//.test(key)
  for (const [key, { body }] of s3.objects) if (!isMade(key)) await store.put(key, body)
  for (const kind of ['compact', 'publish'])
    for (const order of orders)
      if (order.do === kind && newest(order)) await aggregate(order, { store, memoryMegabytes: 512, report: false })
  for (const [key, { etag }] of store.objects) {
    if (!isMade(key) || key.endsWith('/latest.json')) continue
    must(s3.objects.get(key)?.etag === etag, () => `${key} is compiled to other bytes`)
  }
}
