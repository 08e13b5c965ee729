import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import type { Context } from 'aws-lambda'
import { keepCompiled } from './compile-cache.ts'
import type { Bundle, Invoke, Invoked } from './invocation.ts'

const { file, handler: exported, name, memoryMb, region } = workerData as Bundle

type Handler = (event: unknown, context: Context) => Promise<unknown>

keepCompiled()
const module_ = (await import(pathToFileURL(file).href)) as Record<string, Handler | undefined>
const handler = module_[exported]
if (typeof handler !== 'function') throw new Error(`${file} exports no function "${exported}"`)

parentPort!.on('message', async (invoke: Invoke) => {
  parentPort!.postMessage(await invoked(invoke, handler))
})
parentPort!.postMessage('ready')

async function invoked({ id, event, deadline }: Invoke, handle: Handler): Promise<Invoked> {
  try {
    const answer = await handle(JSON.parse(event), contextOf(id, deadline))
    return { id, answer: JSON.stringify(answer) ?? 'null' }
  } catch (error) {
    console.error(error)
    return { id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf(id: string, deadline: number): Context {
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
