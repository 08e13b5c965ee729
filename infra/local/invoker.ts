import { pathToFileURL } from 'node:url'
import type { Context } from 'aws-lambda'
import { keepCompiled } from './compile-cache.ts'
import type { Bundle, Invoke, Invoked } from './invocation.ts'

type Handler = (event: unknown, context: Context) => Promise<unknown>

/** Loads a bundle. Returns what invokes its handler; throws where it has none. */
export async function invokerOf(bundle: Bundle): Promise<(invoke: Invoke) => Promise<Invoked>> {
  const { file, handler: exported } = bundle
  keepCompiled()
  const module_ = (await import(pathToFileURL(file).href)) as Record<string, Handler | undefined>
  const handler = module_[exported]
  if (typeof handler !== 'function') throw new Error(`${file} exports no function "${exported}"`)
  return async ({ id, event, deadline }) => {
    try {
      const answer = await handler(JSON.parse(event), contextOf(id, deadline, bundle))
      return { id, answer: JSON.stringify(answer) ?? 'null' }
    } catch (error) {
      console.error(error)
      return { id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
    }
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf(id: string, deadline: number, { name, memoryMb, region }: Bundle): Context {
  return {
    awsRequestId: id,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${region}:000000000000:function:${name}`,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => deadline - Date.now(),
    done: deprecated,
    fail: deprecated,
    succeed: deprecated,
  }
}

function deprecated(): never {
  throw new Error('Handlers answer with a promise: the runtime has no callbacks')
}
