import { startRefresh } from '../../../functions/refresh/start-refresh.ts'
import type { Latest, Manifest } from '../../../shared/dataset/block.ts'
import type { ModelOutcome, ModelRequest } from '../../../shared/ports/model.ts'
import { resumeRun } from '../../../shared/run/control.ts'
import { keys } from '../../../shared/run/keys.ts'
import { fromBytes } from '../../../shared/run/stored-json.ts'
import { answered, World } from '../../run/world.ts'

export const DAY = 86_400_000
const HOUR = 3_600_000

/** 3 o'clock of the first night. */
const FIRST = Date.parse('2026-11-01T03:00:00Z')

export const recipe = {
  name: 'nightly',
  model: { name: 'toy', maxOutputTokens: 40, price: { input: 1, output: 2 } },
  entities: { who: ['cat', 'dog', 'hen', 'owl'], where: ['barn', 'wood', 'pond'], when: ['dawn', 'noon', 'dusk'] },
  stages: { story: { prompt: '{{ who }} {{ where }} {{ when }}', tries: 1, checks: [{ words: { min: 6 } }] } },
}

const WORDS =
  'sun moon star tree leaf bird song road hill rain snow wind door lamp book chair bread river stone cloud'.split(' ')

/** Words that follow from a number, so that no two texts are alike. */
function words(seed: number): string {
  let state = (seed * 2_654_435_761) >>> 0
  return Array.from({ length: 14 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return WORDS[Math.floor((state / 2 ** 32) * WORDS.length)]!
  }).join(' ')
}

export type Weather = 'good' | 'endpoint down' | 'says one thing' | 'too short' | 'half too short' | 'dear'

/** The stack, night after night, on a clock that jumps. */
export class Nights {
  weather: Weather = 'good'
  readonly world = new World({ script: (request, call) => this.#answer(request, call) })
  readonly refresh: Record<string, unknown>

  constructor(refresh: Record<string, unknown> = {}) {
    this.refresh = { name: 'nightly', recipe, count: 6, ...refresh }
  }

  scheduledAt = (night: number): number => FIRST + night * DAY

  /** What Scheduler sends for a night, now or whenever the clock says. */
  async deliver(night: number, refresh: Record<string, unknown> = {}): Promise<string> {
    const event = {
      scheduledTime: new Date(this.scheduledAt(night)).toISOString(),
      refresh: { ...this.refresh, ...refresh },
    }
    const { store, ticks, clock } = this.world
    return (await startRefresh(event, { store, ticks, clock, endpoint: 'openai-compatible' })).run.id
  }

  /** Lets time pass until so many hours after 3 o'clock of that night. */
  async until(night: number, hours: number): Promise<void> {
    const at = this.scheduledAt(night) + hours * HOUR
    await this.world.settle({ until: at })
    this.world.now = Math.max(this.world.now, at)
  }

  async byHand(changes: Parameters<World['start']>[0] = {}): Promise<string> {
    const { resolveRecipe } = await import('../../../shared/recipe/parse.ts')
    const asked = { recipe: resolveRecipe(recipe), count: 6, endpoint: 'openai-compatible' as const, ...changes }
    return (await this.world.start({ ...asked, seed: `by hand at ${this.world.now}` })).id
  }

  async resume(id: string): Promise<void> {
    await resumeRun(id, this.world)
  }

  async latest(): Promise<string | undefined> {
    const stored = await this.world.store.read(keys.latest('nightly'))
    return stored && fromBytes<Latest>(stored.body).run
  }

  /** By run. */
  async versions(): Promise<Map<string, Manifest>> {
    const { objects } = await this.world.store.list('datasets/nightly/')
    const manifests = objects.filter(({ key }) => key.endsWith('/manifest.json'))
    const read = manifests.map(async ({ key }) => fromBytes<Manifest>((await this.world.store.read(key))!.body))
    return new Map((await Promise.all(read)).map((manifest) => [manifest.run, manifest]))
  }

  #answer({ messages }: ModelRequest, call: number): ModelOutcome {
    const asked = messages.at(-1)!.content
    switch (this.weather) {
      case 'endpoint down':
        return { kind: 'unreachable', message: 'connect ECONNREFUSED' }
      case 'says one thing':
        return answered('the model says the very same thing whatever it is asked tonight')
      case 'too short':
        return answered(asked)
      case 'half too short':
        return answered(call % 2 === 0 ? asked : `${asked} ${words(call)}`)
      case 'dear':
        return answered(`${asked} ${words(call)}`, { usage: { input: 10, cached: 0, output: 40 } })
      case 'good':
        return answered(`${asked} ${words(call)}`)
    }
  }
}
