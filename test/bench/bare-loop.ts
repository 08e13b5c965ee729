import { parentPort, workerData } from 'node:worker_threads'
import OpenAI from 'openai'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { chain } from './chain.ts'

/** What one would write without any tool: the openai client in a loop, keeping nothing. Run as a worker. */
interface Asked {
  baseURL: string
  samples: number
  concurrency: number
}

export interface Looped {
  /** When each sample ended, milliseconds. */
  ends: number[]
  cpuSeconds: number
}

const { baseURL, samples, concurrency } = workerData as Asked
const client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 })
const { stages } = compileRecipe(chain)
const draws = prepareDraws(chain, 'bench')
const before = process.threadCpuUsage()
const ends: number[] = []
let next = 0
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (next < samples) {
      const values: Parameters<(typeof stages)[number]['render']>[0] = { ...draws.draw(next++) }
      for (const { name, render } of stages) {
        const { choices } = await client.chat.completions.create({
          model: 'gpt-6-luna',
          max_completion_tokens: 100,
          messages: render(values),
        })
        values[name] = choices[0]!.message.content!
      }
      ends.push(performance.timeOrigin + performance.now())
    }
  }),
)
const { user, system } = process.threadCpuUsage(before)
parentPort!.postMessage({ ends, cpuSeconds: (user + system) / 1e6 } satisfies Looped)
