import { parseArgs } from 'node:util'
import { parentPort } from 'node:worker_threads'
import { startOffline } from './start.ts'

/**
 * The offline model in a process of its own, or in a worker thread, which is sent `{ baseUrl, port }` once it listens
 * and ends it by any message. Options: --port (any that is free), --host (127.0.0.1), --latency (milliseconds), --seed.
 */
const values = options()

function options() {
  const text = (value: string) => ({ type: 'string', default: value }) as const
  try {
    return parseArgs({
      options: { port: text('0'), host: text('127.0.0.1'), latency: text('0'), seed: text('fabula') },
    }).values
  } catch (error) {
    console.error((error as Error).message)
    process.exit(2)
  }
}

function wholeNumber(option: 'port' | 'latency', most: number): number {
  const number = Number(values[option])
  if (Number.isInteger(number) && number >= 0 && number <= most) return number
  console.error(`--${option} must be a whole number from 0 to ${most}, not "${values[option]}"`)
  process.exit(2)
}

const offline = await startOffline({
  port: wholeNumber('port', 65_535),
  host: values.host,
  latencyMilliseconds: wholeNumber('latency', 600_000),
  seed: values.seed,
}).catch((error: Error) => {
  console.error(`The offline model cannot listen on ${values.host}:${values.port}: ${error.message}`)
  process.exit(1)
})

if (parentPort) {
  const port = parentPort
  port.once('message', async () => {
    await offline.close()
    port.close()
  })
  port.postMessage({ baseUrl: offline.baseUrl, port: offline.port })
} else {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => offline.close())
  console.log(offline.baseUrl)
  console.error('Its text comes from a small grammar: for trying the pipeline, not for training.')
}
