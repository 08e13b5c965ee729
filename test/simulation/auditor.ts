import type { Latest } from '../../shared/dataset/block.ts'
import { keys } from '../../shared/run/keys.ts'
import type { LogEntry } from '../../shared/run/log.ts'
import type { SpecMessage } from '../../shared/run/message.ts'
import type { Progress } from '../../shared/run/progress.ts'
import type { Run } from '../../shared/run/run.ts'
import { fromBytes } from '../../shared/run/stored-json.ts'
import type { SampleObject } from '../../shared/sample/record.ts'
import type { Invocation } from './lambda.ts'
import { checkEntry, checkSent } from './law-of-log.ts'
import { book, checkBudget, checkCall, checkSpec, tellsCost } from './law-of-money.ts'
import { checkMove, checkSettled } from './law-of-moves.ts'
import type { Books } from './model.ts'
import { emptyPicture, must, type Picture } from './picture.ts'
import type { S3Object, Watch } from './s3.ts'

/** Watches every write and every call when it takes effect, and holds them to the laws. Throws `Violation`. */
export class Auditor implements Books {
  readonly picture: Picture = emptyPicture()
  /** Told when the run is closed. */
  onClose: (n: number) => void = () => {}
  /** Told when the run promised money. */
  onPromise: () => void = () => {}
  readonly #id: string
  readonly #now: () => number

  constructor(id: string, now: () => number) {
    this.#id = id
    this.#now = now
  }

  readonly watch: Watch = (key, before, after, by) => {
    if (key.startsWith(`runs/${this.#id}/samples/`)) this.#sample(before, after, by)
    else if (key.startsWith(keys.logPrefix(this.#id))) this.#entry(before, after)
    else if (key === keys.run(this.#id)) this.#run(before, after)
    else if (key === keys.progress(this.#id)) this.#progress(before, after)
    else if (isFixed(key)) checkFixed(key, before, after)
    else if (/^datasets\/.*latest\.json$/.test(key)) checkLatest(before, after)
  }

  calls(_request: unknown, timeoutMilliseconds: number, by: Invocation): void {
    checkCall(this.picture, timeoutMilliseconds, by, this.#now()).calls += 1
  }

  takes({ i, attempt }: SpecMessage): void {
    const { sends } = this.picture
    const key = `${i}.${attempt}`
    sends.set(key, { times: (sends.get(key)?.times ?? 0) + 1, at: this.#now() })
  }

  answers(outcome: Parameters<Books['answers']>[0], by: Invocation): void {
    if (!tellsCost(outcome)) this.picture.inexact.add(this.picture.claims.get(by)!.i)
  }

  bills(billed: Parameters<Books['bills']>[0], by: Invocation): void {
    book(this.picture, billed, by)
    checkSpec(this.picture, this.picture.claims.get(by)!.i)
  }

  settles(by: Invocation): void {
    checkSettled(this.picture, by)
  }

  #run(before: S3Object | undefined, after: S3Object | undefined): void {
    must(before === undefined && after !== undefined, () => 'run.json was written twice')
    this.picture.run = fromBytes<Run>(after.body)
  }

  #progress(before: S3Object | undefined, after: S3Object | undefined): void {
    must(after !== undefined, () => 'progress was deleted')
    const { tick, sent, log, version } = fromBytes<Progress>(after.body)
    const last = before ? fromBytes<Progress>(before.body) : { tick: 0, sent: 0 }
    must(tick === last.tick + 1, () => `tick ${tick} follows ${last.tick}`)
    if (log.status.is === 'running') checkSent(this.picture, last.sent, sent)
    this.picture.published = version
  }

  #entry(before: S3Object | undefined, after: S3Object | undefined): void {
    must(after !== undefined, () => 'a log entry was deleted')
    const entry = fromBytes<LogEntry>(after.body)
    checkEntry(this.picture, entry, before !== undefined)
    this.picture.log.push(entry)
    this.picture.logged.push(this.#now())
    checkBudget(this.picture)
    this.onPromise()
    if (entry.decision.kind === 'close') this.onClose(entry.n)
  }

  #sample(before: S3Object | undefined, after: S3Object | undefined, by: Invocation): void {
    const { picture } = this
    must(after !== undefined, () => 'a sample was deleted')
    const sample = fromBytes<SampleObject>(after.body)
    const { i, attempt } = sample
    const known = before && picture.specs.get(i)
    checkMove(picture, { before: known, after: sample, by, now: this.#now() })
    if (known?.sample.state === 'claimed' && known.claim?.by !== by) picture.inexact.add(i)
    if (sample.state === 'claimed') {
      const { bound } = sample
      const claim = { by, i, attempt, bound, billed: 0, told: 0, overshoot: 0, overcharged: false, calls: 0 }
      picture.claims.set(by, claim)
      picture.specs.set(i, { sample, movedAt: this.#now(), claim })
    } else picture.specs.set(i, { sample, movedAt: this.#now(), claim: undefined })
    checkSpec(picture, i)
    checkBudget(picture)
    const most = picture.run!.count + redriven(picture)
    must(accepted(picture) <= most, () => `${accepted(picture)} samples are accepted, ${most} at most were asked for`)
  }
}

const accepted = ({ specs }: Picture): number =>
  [...specs.values()].reduce((count, { sample: { i, state } }) => count + (i >= 0 && state === 'accepted' ? 1 : 0), 0)

/** Specs that somebody asked for again: they may be rows beside those that took their place. */
const redriven = ({ log }: Picture): number =>
  new Set(log.flatMap(({ decision }) => (decision.kind === 'redrive' ? decision.specs.map(([i]) => i) : []))).size

/** Written once, or again with the same bytes. */
const isFixed = (key: string): boolean =>
  /\/(blocks|sums)\/|\/collections\.json$|^datasets\/.*(?<!latest\.json)$/.test(key)

/** What names the latest version never goes back to an older run, nor to an older closing of the same. */
function checkLatest(before: S3Object | undefined, after: S3Object | undefined): void {
  must(after !== undefined, () => 'latest.json was deleted')
  if (before === undefined) return
  const [was, is] = [fromBytes<Latest>(before.body), fromBytes<Latest>(after.body)]
  const isNewer =
    was.run === is.run
      ? Number(is.version.split('.').at(-1)) >= Number(was.version.split('.').at(-1))
      : is.createdAt >= was.createdAt
  must(isNewer, () => `latest.json goes from ${was.version} back to ${is.version}`)
}

/** What may be written as often as one likes, as long as it is the same. */
function checkFixed(key: string, before: S3Object | undefined, after: S3Object | undefined): void {
  must(after !== undefined, () => `${key} was deleted`)
  must(before === undefined || before.etag === after.etag, () => `${key} was written again with other bytes`)
}
