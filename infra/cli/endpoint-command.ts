import { once } from 'node:events'
import type { Troubles } from '../offline/answering.ts'
import { startOffline } from '../offline/start.ts'
import { EXIT, InputError } from './exit.ts'

export interface EndpointOptions {
  port: number
  latency: number
  seed?: string
  rateLimit?: number
  limitHeaders?: boolean
  quota?: number
  throttle?: number
  retryAfter?: number
  serverError?: number
  hang?: number
  cutOff?: number
  invalid?: number
  flexRefused?: number
}

/** Serves until the process is told to end. Throws `InputError` where the options do not go together. */
export async function serveEndpoint(options: EndpointOptions): Promise<number> {
  const { port, latency, seed } = options
  const troubles = troublesOf(options)
  const offline = await startOffline({
    port,
    latencyMilliseconds: latency,
    ...(seed !== undefined && { seed }),
    troubles,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new InputError(`port ${port} is taken; give another with --port, or 0`)
    if (error.code === 'EACCES') throw new InputError(`port ${port} may not be used; give one above 1023 with --port`)
    if (error instanceof RangeError) throw new InputError(error.message)
    throw error
  })
  console.log(offline.baseUrl)
  console.error(
    'An OpenAI-compatible endpoint. Its text is of a small grammar: for trying a pipeline, not for training.',
  )
  const told = tellOf(troubles)
  if (told.length > 0) console.error(`On purpose: ${told.join(', ')}.`)
  console.error(`In another terminal: OPENAI_BASE_URL=${offline.baseUrl} npx fabula run tinystories`)
  console.error(`Its own books: ${new URL('/stats', offline.baseUrl)}`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await offline.close()
  return EXIT.complete
}

function troublesOf(options: EndpointOptions): Troubles {
  const { rateLimit, limitHeaders, quota, throttle, retryAfter, serverError, hang, cutOff, invalid, flexRefused } =
    options
  if (limitHeaders && rateLimit === undefined) {
    throw new InputError('--limit-headers: there is no limit to tell of; give --rate-limit')
  }
  if (retryAfter !== undefined && !throttle) {
    throw new InputError(
      '--retry-after: nothing is throttled by chance; give --throttle (a --rate-limit tells with --limit-headers)',
    )
  }
  const shares = Object.entries({ throttle, serverError, hang, cutOff, invalid, flexRefused })
  return {
    shares: Object.fromEntries(shares.filter(([, share]) => share !== undefined)),
    ...(rateLimit !== undefined && { rateLimit }),
    ...(limitHeaders && { tellsLimit: true }),
    ...(quota !== undefined && { quota }),
    ...(retryAfter !== undefined && { retryAfterSeconds: retryAfter }),
  }
}

function tellOf({ shares = {}, rateLimit, tellsLimit, quota, retryAfterSeconds }: Troubles): string[] {
  const percent = (share: number | undefined, what: string) =>
    share ? [`${Number((share * 100).toFixed(4))} % ${what}`] : []
  const asking = retryAfterSeconds === undefined ? '' : ` that ask to wait ${retryAfterSeconds} s`
  return [
    ...(rateLimit === undefined ? [] : [`${rateLimit} calls a second${tellsLimit ? '' : ', which nothing tells'}`]),
    ...(quota === undefined ? [] : [`a quota of ${quota} calls`]),
    ...percent(shares.throttle, `429${asking}`),
    ...percent(shares.serverError, '5xx'),
    ...percent(shares.hang, 'hang'),
    ...percent(shares.cutOff, 'cut off'),
    ...percent(shares.invalid, 'not the JSON asked for'),
    ...percent(shares.flexRefused, 'no room for flex'),
  ]
}
