import { once } from 'node:events'
import { startOffline } from '../offline/start.ts'
import { EXIT, InputError } from './exit.ts'

export interface EndpointOptions {
  port: number
  latency: number
  seed?: string
}

/** Serves until the process is told to end. */
export async function serveEndpoint({ port, latency, seed }: EndpointOptions): Promise<number> {
  const options = { port, latencyMilliseconds: latency, ...(seed !== undefined && { seed }) }
  const offline = await startOffline(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new InputError(`port ${port} is taken; give another with --port, or 0`)
    if (error.code === 'EACCES') throw new InputError(`port ${port} may not be used; give one above 1023 with --port`)
    throw error
  })
  console.log(offline.baseUrl)
  console.error(
    'An OpenAI-compatible endpoint. Its text is of a small grammar: for trying a pipeline, not for training.',
  )
  console.error(`In another terminal: OPENAI_BASE_URL=${offline.baseUrl} npx fabula run tinystories`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await offline.close()
  return EXIT.complete
}
