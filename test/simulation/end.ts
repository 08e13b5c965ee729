import { gunzipSync } from 'node:zlib'
import { aggregate } from '../../shared/dataset/aggregate.ts'
import type { Manifest } from '../../shared/dataset/block.ts'
import type { CostReport } from '../../shared/dataset/cost-report.ts'
import { idOf } from '../../shared/dataset/row.ts'
import { keys, versionOf } from '../../shared/run/keys.ts'
import type { AggregateMessage, SpecMessage, TickMessage } from '../../shared/run/message.ts'
import { describeRun } from '../../shared/run/view.ts'
import { hasEnded } from '../../shared/sample/record.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { committed } from './law-of-money.ts'
import { stepUntil } from './life.ts'
import { closing, must, released } from './picture.ts'
import type { Simulation } from './simulation.ts'
import type { SimulatedQueue } from './sqs.ts'

const text = (body: Uint8Array): string => Buffer.from(body).toString()

/** What must be so of a run that is over. */
export async function checkEnd(simulation: Simulation): Promise<void> {
  const { picture } = simulation.auditor
  const run = picture.run!
  const close = closing(picture)
  must(close !== undefined, () => 'it is published and was never closed')
  const specs = [...picture.specs.values()].map(({ sample }) => sample)
  must(specs.every(hasEnded), () => `${specs.filter((sample) => !hasEnded(sample)).length} specs have no end`)
  must(specs.length === released(picture), () => `${specs.length} specs ended, ${released(picture)} were released`)

  const count = (state: string) => specs.filter((sample) => sample.state === state).length
  const counts = { accepted: count('accepted'), rejected: count('rejected'), failed: count('failed') }
  checkReason(simulation, close.decision.kind === 'close' ? close.decision.reason : '', counts.accepted)
  checkDataset(simulation, counts)

  const store = new MemoryStore(() => 0)
  for (const [key, { body }] of simulation.s3.objects) await store.put(key, body)
  const view = await describeRun(run.id, store)
  must(view?.status.is === 'done', () => `it is shown as ${view?.status.is}`)
  const shown = JSON.stringify({ ...counts, inProgress: 0, released: specs.length })
  const { accepted, rejected, failed, inProgress, released: told } = view!.counts
  const seen = JSON.stringify({ accepted, rejected, failed, inProgress, released: told })
  must(seen === shown, () => `it is shown with ${seen}, and has ${shown}`)
}

function checkReason({ auditor: { picture } }: Simulation, reason: string, accepted: number): void {
  const { count, maxSpecs, budget, bound } = picture.run!
  if (reason === 'complete') must(accepted === count, () => `complete with ${accepted} of ${count}`)
  if (reason === 'spec-limit') must(released(picture) === maxSpecs && accepted < count, () => 'closed below its limit')
  if (reason === 'budget-reached') {
    const left = budget! - committed(picture)
    must(left < bound, () => `closed by its budget with ${left} left, and a sample may cost ${bound}`)
  }
}

function checkDataset({ s3, auditor: { picture } }: Simulation, counts: Record<string, number>): void {
  const run = picture.run!
  const version = versionOf(run.id, closing(picture)!.n)
  const at = keys.version(run.recipe.name, version)
  const read = (path: string) => s3.objects.get(`${at}${path}`)?.body
  const manifest = JSON.parse(text(read('manifest.json')!)) as Manifest
  const { accepted, rejected, failed } = manifest.counts
  must(JSON.stringify({ accepted, rejected, failed }) === JSON.stringify(counts), () => 'the manifest counts otherwise')
  for (const file of manifest.files) must(read(file.path)?.length === file.bytes, () => `${file.path} is not as told`)

  const rows = manifest.files
    .filter(({ path }) => path.startsWith('jsonl/'))
    .flatMap(({ path }) => gunzipSync(read(path)!).toString().split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as { id: string; text: string })
  const kept = [...picture.specs.values()]
    .map(({ sample }) => sample)
    .flatMap((sample) => (sample.state === 'accepted' ? [{ id: idOf(sample), text: sample.output?.text }] : []))
    .sort((a, b) => Number(a.id.split('-')[1]) - Number(b.id.split('-')[1]))
  const published = rows.map(({ id, text }) => ({ id, text }))
  must(JSON.stringify(published) === JSON.stringify(kept), () => 'what is published is not what was accepted')

  const cost = JSON.parse(text(read('cost.json')!)) as CostReport
  const sum = (figure: 'confirmed' | 'possibly') =>
    [...picture.specs.values()].reduce((nano, { sample }) => nano + sample[figure], 0)
  const { confirmedNanoUsd, possiblyNanoUsd } = cost.total
  must(confirmedNanoUsd === sum('confirmed') && possiblyNanoUsd === sum('possibly'), () => {
    return `the bill says ${confirmedNanoUsd} + ${possiblyNanoUsd}, the samples ${sum('confirmed')} + ${sum('possibly')}`
  })
  const latest = JSON.parse(text(s3.objects.get(keys.latest(run.recipe.name))!.body)) as { version: string }
  must(latest.version === version, () => `latest names ${latest.version}`)
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

const callsOf = ({ auditor }: Simulation): number =>
  [...auditor.picture.claims.values()].reduce((sum, { calls }) => sum + calls, 0)

function fingerprint({ s3 }: Simulation): string {
  const kept = [...s3.objects].filter(([key]) => !key.endsWith('/progress') && !key.startsWith(keys.activePrefix))
  return JSON.stringify(kept.map(([key, { etag }]) => [key, etag]).sort())
}

/** Compiled again from the samples alone, in another store, every byte is the same. */
export async function checkRecompiled({ s3, blocks, scenario }: Simulation): Promise<void> {
  const store = new MemoryStore(() => 0)
  const isMade = (key: string) => /\/(blocks|sums)\/|^datasets\//.test(key)
  for (const [key, { body }] of s3.objects) if (!isMade(key)) await store.put(key, body)
  const orders = [...blocks.bodies].map((body) => JSON.parse(body) as AggregateMessage)
  for (const kind of ['compact', 'publish'])
    for (const order of orders)
      if (order.do === kind) await aggregate(order, { store, memoryMegabytes: 512, report: false })
  for (const [key, { etag }] of s3.objects) {
    if (!isMade(key)) continue
    must(store.objects.get(key)?.etag === etag, () => `${key} of run ${scenario.request.id} is compiled to other bytes`)
  }
}
